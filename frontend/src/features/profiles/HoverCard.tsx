import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect, useRef } from "react";
import { Link } from "react-router";
import type { Profile } from "@/api/types";
import { RichText } from "@/features/posts/RichText";
import { Avatar } from "@/ui/Avatar";
import { placeBeside } from "@/ui/place";
import { FollowButton } from "./FollowButton";
import { profileQuery } from "./people";
import { FollowsYou, PrivateMark } from "./PersonRow";

function Skeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading the profile</span>
      <div aria-hidden="true">
        <div className="shimmer size-14 rounded-full" />
        <div className="shimmer mt-3 h-5 w-40 rounded-md" />
        <div className="shimmer mt-2 h-4 w-28 rounded-md" />
        <div className="shimmer mt-4 h-4 w-full rounded-md" />
      </div>
    </div>
  );
}

const counted = (count: number, one: string, many: string) => (
  <span className="text-muted">
    <b className="tabular text-ink">{count.toLocaleString()}</b> {count === 1 ? one : many}
  </span>
);

function Card({ profile }: { profile: Profile }) {
  const { handle, viewer, counts } = profile;
  return (
    <>
      <div className="flex items-start justify-between gap-3">
        <Link to={`/@${handle}`} tabIndex={-1} aria-hidden="true" className="rounded-full">
          <Avatar person={profile} size={56} />
        </Link>
        <FollowButton person={profile} unreached />
      </div>
      <p className="mt-2.5 flex items-center gap-1.5 leading-tight">
        <Link
          to={`/@${handle}`}
          tabIndex={-1}
          className="truncate text-17 font-bold hover:underline"
        >
          {profile.display_name}
        </Link>
        {profile.is_private && <PrivateMark />}
      </p>
      <p className="flex items-center gap-2 text-muted">
        <span className="truncate">@{handle}</span>
        {viewer.followed_by && <FollowsYou />}
      </p>
      {profile.bio && (
        <p dir="auto" className="mt-2.5 line-clamp-4 text-pretty [overflow-wrap:anywhere]">
          <RichText text={profile.bio} />
        </p>
      )}
      {counts && (
        <p className="mt-2.5 flex flex-wrap gap-x-4">
          {counted(counts.following, "following", "following")}
          {counted(counts.followers, "follower", "followers")}
        </p>
      )}
    </>
  );
}

interface HoverCardProps {
  handle: string;
  /** Whose name or picture the pointer rests on. */
  anchor: Element;
}

/** Who it is, at a glance. For pointers alone: all that it shows and does is on the profile too. */
export function HoverCard({ handle, anchor }: HoverCardProps) {
  const panel = useRef<HTMLDivElement>(null);
  const { data: profile, isError } = useQuery(profileQuery(handle));

  useLayoutEffect(() => {
    const card = panel.current;
    if (!card) return;
    card.showPopover();
    const place = () => placeBeside(card, anchor);
    place();
    const sized = new ResizeObserver(place);
    sized.observe(card);
    return () => sized.disconnect();
  }, [anchor, isError]);

  if (isError) return null;
  return (
    <div
      ref={panel}
      popover="manual"
      data-hover-card
      className="appear fixed m-0 w-76 rounded-xl border border-line bg-raised p-4 text-15 text-ink shadow-high"
    >
      {profile ? <Card profile={profile} /> : <Skeleton />}
    </div>
  );
}
