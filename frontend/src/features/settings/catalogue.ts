import {
  Ban,
  Database,
  Eye,
  Hash,
  KeyRound,
  LogOut,
  Palette,
  PenLine,
  UserRound,
  type LucideIcon,
} from "lucide-react";

/* Every setting by name: the pages show these words, and the search reads them. */

export interface Group {
  path: string;
  label: string;
  about: string;
  icon: LucideIcon;
}

export const groups = {
  profile: {
    path: "/settings/profile",
    label: "Profile",
    about: "Picture, name, bio, links",
    icon: UserRound,
  },
  posting: {
    path: "/settings/posting",
    label: "Posting",
    about: "How new cruds start",
    icon: PenLine,
  },
  privacy: {
    path: "/settings/privacy",
    label: "Privacy",
    about: "Who sees and finds you",
    icon: Eye,
  },
  muted: {
    path: "/settings/muted",
    label: "Muted and blocked",
    about: "Words and people out of sight",
    icon: Ban,
  },
  hashtags: {
    path: "/settings/hashtags",
    label: "Hashtags",
    about: "Those you follow",
    icon: Hash,
  },
  safety: {
    path: "/settings/safety",
    label: "Sign-in and safety",
    about: "Password, email, second factor",
    icon: KeyRound,
  },
  data: {
    path: "/settings/data",
    label: "Your data",
    about: "Take it out, bring follows in",
    icon: Database,
  },
  appearance: {
    path: "/settings/appearance",
    label: "Appearance",
    about: "Theme and warnings",
    icon: Palette,
  },
  leaving: {
    path: "/settings/leaving",
    label: "Leaving",
    about: "Delete your account",
    icon: LogOut,
  },
} satisfies Record<string, Group>;

export type GroupName = keyof typeof groups;

export interface Entry {
  group: GroupName;
  /** Below the group's own path, where it is a page of its own. */
  page?: string;
  label: string;
  about: string;
  /** What people call it who do not know our word for it. */
  also: string;
}

export const settings = {
  picture: {
    group: "profile",
    label: "Picture and banner",
    about: "What stands beside your name, and above your profile.",
    also: "avatar photo image header cover",
  },
  name: {
    group: "profile",
    label: "Display name and bio",
    about: "How you are called, and a few words about you.",
    also: "description about me profile text",
  },
  handle: {
    group: "profile",
    label: "Handle",
    about: "The name with the @, by which you are found and mentioned.",
    also: "username nickname rename mention address",
  },
  links: {
    group: "profile",
    label: "Links",
    about: "Up to four, on your profile.",
    also: "website url homepage",
  },
  expiry: {
    group: "posting",
    label: "How long cruds burn",
    about: "Every new crud starts with this. You can choose each time.",
    also: "expiry expire ephemeral delete automatically disappear lifetime fuse default",
  },
  visibility: {
    group: "posting",
    label: "Who sees new cruds",
    about: "You can choose each time. What is already posted stays as it is.",
    also: "audience visibility public followers only default",
  },
  replies: {
    group: "posting",
    label: "Who may reply to new cruds",
    about: "You can choose each time. What is already posted stays as it is.",
    also: "answers comments reply policy mentioned nobody default",
  },
  private: {
    group: "privacy",
    label: "Private account",
    about: "Only people you let follow you see your cruds.",
    also: "protected locked hidden followers only approve requests",
  },
  indexable: {
    group: "privacy",
    label: "Let search engines list me",
    about: "Search engines may list my profile and cruds.",
    also: "google bing seo robots noindex crawl index discover",
  },
  requests: {
    group: "privacy",
    label: "Follow requests",
    about: "People who wait for your answer.",
    also: "accept refuse approve pending followers",
  },
  receipts: {
    group: "privacy",
    label: "Read receipts",
    about:
      "Others see how far you have read in conversations, and you see how far they have. It works both ways: turned off, neither shows.",
    also: "seen ticks checkmarks messages dm direct read status",
  },
  words: {
    group: "muted",
    page: "words",
    label: "Muted words",
    about: "Cruds that say them stay out of sight.",
    also: "filter keywords phrases hide spoilers",
  },
  people: {
    group: "muted",
    page: "people",
    label: "Muted people",
    about: "Their cruds stay out of your feeds. They are not told.",
    also: "silence ignore hide accounts users unmute",
  },
  blocked: {
    group: "muted",
    page: "blocked",
    label: "Blocked people",
    about: "Neither of you sees the other.",
    also: "ban block list accounts users unblock harassment",
  },
  hashtags: {
    group: "hashtags",
    label: "Hashtags you follow",
    about: "Public cruds that name them come into your home feed.",
    also: "tags topics subscriptions unfollow",
  },
  password: {
    group: "safety",
    label: "Password",
    about: "What you sign in with, beside your email.",
    also: "change passphrase login credentials",
  },
  email: {
    group: "safety",
    label: "Email",
    about: "Where codes are sent, and what you sign in with.",
    also: "mail address change login",
  },
  second: {
    group: "safety",
    label: "Second factor",
    about: "A code from an app on your phone, asked for after the password.",
    also: "two-factor 2fa mfa totp otp authenticator app code security",
  },
  everywhere: {
    group: "safety",
    label: "Sign out everywhere",
    about: "On every device and in every browser, this one too.",
    also: "sessions devices log out logout revoke stolen lost phone",
  },
  export: {
    group: "data",
    label: "Download your data",
    about: "Everything you wrote and chose, in one file.",
    also: "export archive backup takeout gdpr zip copy",
  },
  import: {
    group: "data",
    label: "Import follows",
    about: "Bring whom you follow from elsewhere, as a CSV file.",
    also: "mastodon bluesky move migrate csv upload following list",
  },
  theme: {
    group: "appearance",
    label: "Theme",
    about: "On this device.",
    also: "dark mode light night colour color",
  },
  warnings: {
    group: "appearance",
    label: "Open content warnings",
    about: "Show what lies behind a warning at once. The warning stays above it.",
    also: "cw spoiler sensitive nsfw expand reveal",
  },
  leave: {
    group: "leaving",
    label: "Delete your account",
    about: "All of it, after seven days in which you can still change your mind.",
    also: "close deactivate remove quit leave erase gdpr",
  },
} satisfies Record<string, Entry>;

export type SettingName = keyof typeof settings;

/** Where one finds it. */
export function pathOf(name: SettingName): string {
  const { group, page }: Entry = settings[name];
  const { path } = groups[group];
  if (page) return `${path}/${page}`;
  return group === "profile" ? path : `${path}#${name}`;
}

/** What a row of a page says of itself. */
export const wordsOf = (name: SettingName): { id: string; label: string; about: string } => {
  const { label, about } = settings[name];
  return { id: name, label, about };
};
