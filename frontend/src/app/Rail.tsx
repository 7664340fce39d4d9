import {
  Bookmark,
  Compass,
  House,
  List,
  MessageCircle,
  PenLine,
  Settings,
  UserRound,
  UserRoundPlus,
  type LucideIcon,
} from "lucide-react";
import { Link, NavLink, useLocation } from "react-router";
import { useMe } from "@/api/me";
import { cx } from "@/lib/cx";
import { useSummary } from "@/features/messaging/summary";
import { openComposer } from "@/features/posts/draft";
import { Avatar } from "@/ui/Avatar";
import { Button, ButtonLink } from "@/ui/Button";
import { Mark } from "@/ui/Mark";
import { UnreadBadge, WaitingDot } from "./UnreadBadge";

interface RailLinkProps {
  to: string;
  label: string;
  icon: LucideIcon;
  /** How many wait there, and of what. */
  unread?: number;
  what?: string;
  /** What else waits there, where nothing is unread. */
  waiting?: string | undefined;
}

function RailLink({ to, label, icon: Icon, unread = 0, what, waiting }: RailLinkProps) {
  return (
    <NavLink
      to={to}
      end={to === "/"}
      className={({ isActive }) =>
        cx(
          "flex min-h-12 items-center gap-4 rounded-full px-3.5 text-17 transition-colors duration-150 hover:bg-sunken xl:w-fit xl:pr-6",
          isActive ? "font-extrabold" : "text-muted hover:text-ink",
        )
      }
    >
      {({ isActive }) => (
        <>
          <span className="relative">
            <Icon size={25} strokeWidth={isActive ? 2.4 : 1.8} aria-hidden="true" />
            <UnreadBadge count={unread} {...(what && { what })} />
            {unread === 0 && waiting && <WaitingDot what={waiting} />}
          </span>
          <span className="sr-only xl:not-sr-only">{label}</span>
        </>
      )}
    </NavLink>
  );
}

function Person() {
  const me = useMe();
  if (!me?.handle) return null;
  return (
    <Link
      to={`/@${me.handle}`}
      className="mt-auto flex items-center gap-3 rounded-full p-1.5 hover:bg-sunken xl:pr-4"
    >
      <Avatar person={me} size={40} />
      <span className="sr-only min-w-0 leading-tight xl:not-sr-only">
        <span className="block truncate font-bold">{me.display_name}</span>
        <span className="block truncate text-13 text-muted">@{me.handle}</span>
      </span>
    </Link>
  );
}

export function Rail({ signedIn }: { signedIn: boolean }) {
  const messages = useSummary();
  const requests = useMe()?.follow_requests ?? 0;
  // The welcome page itself asks in.
  const atWelcome = useLocation().pathname === "/";
  return (
    <nav
      aria-label="Main"
      className="sticky top-0 hidden h-dvh shrink-0 flex-col overflow-y-auto border-r border-line px-3 py-4 md:flex xl:w-61 xl:pr-5"
    >
      <Link
        to="/"
        className="mb-5 flex min-h-11 items-center gap-3 rounded-full px-3 text-24 font-extrabold tracking-tight"
      >
        <Mark size={30} />
        <span className="sr-only xl:not-sr-only">Cruddur</span>
      </Link>
      <div className="grid justify-items-center gap-1 xl:justify-items-stretch">
        <RailLink to="/" label="Home" icon={House} />
        <RailLink to="/explore" label="Explore" icon={Compass} />
        {signedIn && (
          <>
            <RailLink
              to="/messages"
              label="Messages"
              icon={MessageCircle}
              unread={messages.unread}
              waiting={messages.requests > 0 ? "message requests" : undefined}
            />
            {requests > 0 && (
              <RailLink
                to="/requests"
                label="Requests"
                icon={UserRoundPlus}
                unread={requests}
                what="ask to follow you"
              />
            )}
            <RailLink to="/lists" label="Lists" icon={List} />
            <RailLink to="/bookmarks" label="Bookmarks" icon={Bookmark} />
            <RailLink to="/you" label="You" icon={UserRound} />
            <RailLink to="/settings" label="Settings" icon={Settings} />
          </>
        )}
      </div>
      {signedIn ? (
        <>
          <Button
            className="mt-5 size-12 px-0! xl:h-12 xl:w-full"
            aria-label="New crud"
            onClick={openComposer}
          >
            <PenLine size={20} aria-hidden="true" />
            <span className="hidden xl:inline">New crud</span>
          </Button>
          <Person />
        </>
      ) : (
        !atWelcome && (
          <div className="mt-6 hidden gap-2 xl:grid">
            <ButtonLink to="/sign-up">Create account</ButtonLink>
            <ButtonLink to="/sign-in" look="outline">
              Sign in
            </ButtonLink>
          </div>
        )
      )}
    </nav>
  );
}
