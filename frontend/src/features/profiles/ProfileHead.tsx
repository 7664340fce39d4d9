import { CalendarDays, Link2, Mail, PenLine, UserRoundPlus, VolumeX } from "lucide-react";
import { Link } from "react-router";
import { useMe } from "@/api/me";
import type { Profile } from "@/api/types";
import { fullTime } from "@/lib/time";
import { openOverlay } from "@/features/posts/overlay";
import { Picture } from "@/features/posts/Picture";
import { RichText } from "@/features/posts/RichText";
import { Avatar } from "@/ui/Avatar";
import { Button, ButtonLink } from "@/ui/Button";
import { Count } from "@/ui/Count";
import { Banner } from "./Banner";
import { FollowButton } from "./FollowButton";
import { hostOf, isWeb } from "./links";
import { FollowsYou, PrivateMark } from "./PersonRow";
import { ProfileMenu } from "./ProfileMenu";
import { useAnswered, useAnswering } from "./requests";

const ring = "rounded-full border-4 border-paper bg-paper";

/** Large, over the edge of the banner; a picture opens by itself. */
function Face({ profile }: { profile: Profile }) {
  const { avatar } = profile;
  if (!avatar) {
    return (
      <span className={ring}>
        <Avatar person={profile} size={88} />
      </span>
    );
  }
  return (
    <button
      type="button"
      aria-label={`Picture of ${profile.display_name}`}
      onClick={() => openOverlay({ kind: "viewer", media: [avatar], at: 0 })}
      className={ring}
    >
      <Picture
        media={{ ...avatar, alt: "" }}
        sizes="5.5rem"
        eager
        className="size-22 rounded-full object-cover"
      />
    </button>
  );
}

function Actions({ profile }: { profile: Profile }) {
  const { handle, viewer } = profile;
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {viewer.is_self ? (
        <ButtonLink to="/settings/profile" state={{ from: "profile" }} look="outline">
          <PenLine size={17} aria-hidden="true" /> Edit profile
        </ButtonLink>
      ) : (
        !viewer.blocking && (
          <>
            <Link
              to={`/messages/with/${handle}`}
              aria-label={`Message @${handle}`}
              title="Message"
              className="grid size-11 place-items-center rounded-full border border-wick/60 hover:border-ink hover:bg-sunken"
            >
              <Mail size={19} aria-hidden="true" />
            </Link>
            <FollowButton person={profile} />
          </>
        )
      )}
      <ProfileMenu profile={profile} />
    </div>
  );
}

function Links({ links }: { links: Profile["links"] }) {
  const shown = links.filter(({ url }) => isWeb(url));
  if (shown.length === 0) return null;
  return (
    <ul aria-label="Links" className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
      {shown.map(({ label, url }) => (
        <li key={`${label} ${url}`} className="flex min-w-0 items-center gap-1.5">
          <Link2 size={16} aria-hidden="true" className="shrink-0 text-muted" />
          <a
            href={url}
            target="_blank"
            rel="nofollow me noopener noreferrer"
            title={hostOf(url)}
            className="link truncate leading-7"
          >
            {label || hostOf(url)}
          </a>
        </li>
      ))}
    </ul>
  );
}

const stat = "-mx-1 rounded-md px-1 leading-7 text-muted hover:underline";

function Stat({ to, value, one, many }: { to: string; value: number; one: string; many: string }) {
  return (
    <Link to={to} className={stat}>
      <b className="text-ink">
        <Count value={value} />
      </b>{" "}
      {value === 1 ? one : many}
    </Link>
  );
}

function Counts({ handle, counts }: { handle: string; counts: NonNullable<Profile["counts"]> }) {
  return (
    <>
      <Stat
        to={`/@${handle}/following`}
        value={counts.following}
        one="following"
        many="following"
      />
      <Stat to={`/@${handle}/followers`} value={counts.followers} one="follower" many="followers" />
    </>
  );
}

/** They ask to follow: the answer can be given right here. */
function Asks({ handle }: { handle: string }) {
  const { accept, refuse } = useAnswering();
  if (useAnswered().has(handle)) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2 rounded-xl bg-sunken py-2.5 pr-2.5 pl-4">
      <p className="min-w-40 flex-1">
        <b>@{handle}</b> asks to follow you.
      </p>
      <Button className="px-4!" onClick={() => accept(handle)}>
        Accept
      </Button>
      <Button look="outline" className="px-4!" onClick={() => refuse(handle)}>
        Refuse
      </Button>
    </div>
  );
}

/** On one's own profile: how many wait for an answer. */
function Waiting() {
  const count = useMe()?.follow_requests ?? 0;
  if (count === 0) return null;
  return (
    <Link
      to="/requests"
      className="mt-4 flex min-h-12 items-center gap-3 rounded-xl bg-ember-soft px-4 py-2 hover:underline"
    >
      <UserRoundPlus size={19} aria-hidden="true" className="shrink-0 text-ember-ink" />
      <span className="tabular">
        <b>{count.toLocaleString()}</b> {count === 1 ? "person asks" : "people ask"} to follow you
      </span>
    </Link>
  );
}

const Muted = ({ until }: { until: string | null }) => (
  <span
    title={until === null ? undefined : `Until ${fullTime(until)}`}
    className="flex items-center gap-1 rounded-full bg-sunken px-2 py-0.5 text-13"
  >
    <VolumeX size={13} aria-hidden="true" /> Muted
  </span>
);

/** Who it is: pictures, names, words, links, counts, and what can be done. */
export function ProfileHead({ profile }: { profile: Profile }) {
  const { handle, viewer, counts } = profile;
  const joined = new Date(profile.created_at).toLocaleDateString(undefined, {
    month: "long",
    year: "numeric",
  });
  return (
    <section aria-label="Profile">
      <Banner handle={handle} banner={profile.banner} />
      <div className="px-4 pb-4">
        <div className="flex items-start justify-between gap-3">
          <div className="-mt-12 flex shrink-0">
            <Face profile={profile} />
          </div>
          <div className="pt-3">
            <Actions profile={profile} />
          </div>
        </div>
        <h2 className="mt-2 flex items-center gap-2 text-24 font-extrabold">
          <span className="min-w-0 [overflow-wrap:anywhere]">{profile.display_name}</span>
          {profile.is_private && <PrivateMark size={19} />}
        </h2>
        <p className="flex flex-wrap items-center gap-x-2 text-muted">
          @{handle}
          {viewer.followed_by && <FollowsYou />}
          {viewer.muting && <Muted until={viewer.muted_until} />}
        </p>
        {profile.bio && (
          <p
            dir="auto"
            className="mt-3 max-w-[60ch] text-17 whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            <RichText text={profile.bio} />
          </p>
        )}
        <Links links={profile.links} />
        <p className="mt-3 flex flex-wrap items-center gap-x-5">
          {counts && <Counts handle={handle} counts={counts} />}
          <span className="flex items-center gap-1.5 leading-7 text-muted">
            <CalendarDays size={16} aria-hidden="true" /> Here since {joined}
          </span>
        </p>
        {viewer.requests_me && <Asks handle={handle} />}
        {viewer.is_self && <Waiting />}
      </div>
    </section>
  );
}
