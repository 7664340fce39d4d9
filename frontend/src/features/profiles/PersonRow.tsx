import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Person } from "@/api/types";
import { cx } from "@/lib/cx";
import { Avatar } from "@/ui/Avatar";

export const FollowsYou = () => (
  <span className="shrink-0 rounded-full bg-sunken px-2 py-0.5 text-13 text-muted">
    Follows you
  </span>
);

export const PrivateMark = ({ size = 14 }: { size?: number }) => (
  <span title="Private account" className="shrink-0 text-muted">
    <Lock size={size} aria-hidden="true" />
    <span className="sr-only">Private account</span>
  </span>
);

interface PersonRowProps {
  person: Person;
  /** That they follow the reader is plain from where they stand. */
  follower?: boolean;
  /** On a phone what can be done stands below. */
  roomy?: boolean;
  children?: ReactNode;
}

/** Somebody in a list: all of the row leads to them, but for what can be done with them. */
export function PersonRow({ person, follower = false, roomy = false, children }: PersonRowProps) {
  const { handle, viewer } = person;
  return (
    <li className="relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line px-4 py-3 transition-colors duration-150 hover:bg-raised">
      <Avatar person={person} />
      <div className={cx("leading-tight", roomy && "max-md:col-span-2")}>
        <p className="flex items-center gap-1.5">
          <Link
            to={`/@${handle}`}
            data-person={handle}
            className="truncate font-bold after:absolute after:inset-0 hover:underline"
          >
            {person.display_name}
          </Link>
          {person.is_private && <PrivateMark />}
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-muted">
          <span className="truncate">@{handle}</span>
          {viewer.followed_by && !follower && <FollowsYou />}
        </p>
      </div>
      <div
        className={cx(
          "relative flex items-center gap-2 empty:hidden",
          roomy && "max-md:col-span-2 max-md:col-start-2 max-md:row-start-3 max-md:mt-2",
        )}
      >
        {children}
      </div>
      {person.bio && (
        <p
          dir="auto"
          className="col-span-2 col-start-2 mt-1 line-clamp-2 text-pretty [overflow-wrap:anywhere]"
        >
          {person.bio}
        </p>
      )}
    </li>
  );
}
