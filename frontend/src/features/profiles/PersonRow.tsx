import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Person } from "@/api/types";
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

/** Somebody in a list: all of the row leads to them, but for what can be done with them. */
export function PersonRow({ person, children }: { person: Person; children?: ReactNode }) {
  const { handle, viewer } = person;
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-3 transition-colors duration-150 hover:bg-raised">
      <Avatar person={person} />
      <div className="min-w-40 flex-1 leading-tight">
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
        <p className="flex items-center gap-2 text-muted">
          <span className="truncate">@{handle}</span>
          {viewer.followed_by && <FollowsYou />}
        </p>
      </div>
      <div className="relative flex shrink-0 gap-2">{children}</div>
      {person.bio && (
        <p
          dir="auto"
          className="line-clamp-2 basis-full pl-14 text-pretty [overflow-wrap:anywhere]"
        >
          {person.bio}
        </p>
      )}
    </li>
  );
}
