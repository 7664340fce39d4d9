import type { Me, Person, Profile } from "@/api/types";

/* For tests only: people to render and to follow. */

const relation = {
  is_self: false,
  following: false,
  followed_by: false,
  requested: false,
  blocking: false,
  muting: false,
};

export const aPerson = (handle: string, viewer: Partial<Person["viewer"]> = {}): Person => ({
  handle,
  display_name: handle,
  avatar_url: null,
  bio: "",
  is_private: false,
  viewer: { ...relation, ...viewer },
});

interface ProfileChanges extends Partial<Omit<Profile, "viewer">> {
  viewer?: Partial<Profile["viewer"]>;
}

export const aProfile = (handle: string, { viewer, ...rest }: ProfileChanges = {}): Profile => ({
  handle,
  display_name: handle,
  avatar_url: null,
  avatar: null,
  banner: null,
  bio: "",
  links: [],
  is_private: false,
  created_at: "2026-01-01T00:00:00Z",
  pinned_post_id: null,
  counts: { posts: 0, followers: 1, following: 0 },
  ...rest,
  viewer: {
    ...relation,
    requests_me: false,
    muted_until: null,
    hides_reposts: false,
    may_see_posts: true,
    ...viewer,
  },
});

export const aMe = (handle: string, changes: Partial<Me> = {}): Me => {
  const { viewer: _viewer, counts, ...shown } = aProfile(handle);
  return {
    ...shown,
    counts: counts ?? { posts: 0, followers: 0, following: 0 },
    wanted_handle: handle,
    is_staff: false,
    default_expires_in: 604_800,
    default_visibility: "public",
    default_reply_policy: "everyone",
    indexable: true,
    expand_warnings: false,
    read_receipts: true,
    follow_requests: 0,
    leaves_at: null,
    ...changes,
  };
};
