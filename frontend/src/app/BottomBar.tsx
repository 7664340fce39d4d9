import { Compass, House, MessageCircle, PenLine, UserRound, type LucideIcon } from "lucide-react";
import { NavLink } from "react-router";
import { useMe } from "@/api/me";
import { cx } from "@/lib/cx";
import { useSummary } from "@/features/messaging/summary";
import { openComposer } from "@/features/posts/draft";
import { ButtonLink } from "@/ui/Button";
import { UnreadBadge, WaitingDot } from "./UnreadBadge";

const bar =
  "fixed inset-x-0 bottom-0 z-30 border-t border-line bg-paper/94 backdrop-blur-md md:hidden";

function Tab({
  to,
  label,
  icon: Icon,
  unread = 0,
  what = "unread",
  waiting,
}: {
  to: string;
  label: string;
  icon: LucideIcon;
  /** How many wait there, and of what. */
  unread?: number;
  what?: string;
  /** What else waits there, where nothing is unread. */
  waiting?: string | undefined;
}) {
  return (
    <NavLink
      to={to}
      end={to === "/"}
      className={({ isActive }) =>
        cx(
          "flex h-16 flex-1 flex-col items-center justify-center gap-0.5 -outline-offset-4",
          !isActive && "text-muted",
        )
      }
    >
      {({ isActive }) => (
        <>
          <span className="relative">
            <Icon size={24} strokeWidth={isActive ? 2.5 : 1.8} aria-hidden="true" />
            <UnreadBadge count={unread} what={what} />
            {unread === 0 && waiting && <WaitingDot what={waiting} />}
          </span>
          <span
            className={cx("text-[0.6875rem] leading-4", isActive ? "font-bold" : "font-medium")}
          >
            {label}
          </span>
        </>
      )}
    </NavLink>
  );
}

export function BottomBar({ signedIn }: { signedIn: boolean }) {
  const messages = useSummary();
  const requests = useMe()?.follow_requests ?? 0;
  if (!signedIn) {
    return (
      <nav
        aria-label="Main"
        className={cx(
          bar,
          "flex items-center gap-3 px-4 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))]",
        )}
      >
        <ButtonLink to="/sign-in" look="outline" className="flex-1">
          Sign in
        </ButtonLink>
        <ButtonLink to="/sign-up" className="flex-1">
          Create account
        </ButtonLink>
      </nav>
    );
  }
  return (
    <nav aria-label="Main" className={cx(bar, "flex pb-[env(safe-area-inset-bottom)]")}>
      <Tab to="/" label="Home" icon={House} />
      <Tab to="/explore" label="Explore" icon={Compass} />
      <div className="grid flex-1 place-items-center">
        <button
          type="button"
          aria-label="New crud"
          onClick={openComposer}
          className="grid size-12 place-items-center rounded-full bg-ember text-on-ember shadow-low transition-transform duration-150 active:scale-94"
        >
          <PenLine size={22} aria-hidden="true" />
        </button>
      </div>
      <Tab
        to="/messages"
        label="Messages"
        icon={MessageCircle}
        unread={messages.unread}
        waiting={messages.requests > 0 ? "message requests" : undefined}
      />
      <Tab to="/you" label="You" icon={UserRound} unread={requests} what="ask to follow you" />
    </nav>
  );
}
