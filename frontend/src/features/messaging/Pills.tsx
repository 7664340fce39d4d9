import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useState } from "react";

const look =
  "appear flex min-h-11 items-center gap-2 rounded-full border border-line bg-raised font-semibold shadow-high";

/** Leads down to the newest, and says how much is new there. */
export function ToNewest({ unread, onPress }: { unread: number; onPress: () => void }) {
  const words = unread === 1 ? "1 new message" : `${unread > 99 ? "99+" : unread} new messages`;
  return (
    <button
      type="button"
      aria-label={unread > 0 ? undefined : "Go to the newest message"}
      onClick={onPress}
      className={`${look} absolute right-4 bottom-3 ${unread > 0 ? "px-4 text-ember-ink" : "size-11 justify-center"}`}
    >
      {unread > 0 && words}
      <ArrowDown size={unread > 0 ? 17 : 20} aria-hidden="true" />
    </button>
  );
}

interface ToUnreadProps {
  list: Element | null;
  scroller: Element | null;
  /** Whether the line is among what is loaded; else it is further up. */
  loaded: boolean;
  onPress: () => void;
}

/** Leads up to where what is new begins, until that has been in sight. */
export function ToUnread({ list, scroller, loaded, onPress }: ToUnreadProps) {
  const [place, setPlace] = useState<"above" | "unknown" | "seen">(loaded ? "unknown" : "above");
  useEffect(() => {
    const line = loaded && list?.querySelector("[data-unread]");
    if (!line) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        const { top } = entry.rootBounds ?? { top: 0 };
        if (entry.isIntersecting) setPlace("seen");
        else if (entry.boundingClientRect.top < top) {
          setPlace((now) => (now === "seen" ? now : "above"));
        }
      },
      { root: scroller },
    );
    observer.observe(line);
    return () => observer.disconnect();
  }, [list, scroller, loaded]);
  if (place !== "above") return null;
  return (
    <button
      type="button"
      onClick={onPress}
      className={`${look} absolute top-3 left-1/2 -translate-x-1/2 px-4 whitespace-nowrap`}
    >
      <ArrowUp size={17} aria-hidden="true" /> Jump to first unread
    </button>
  );
}
