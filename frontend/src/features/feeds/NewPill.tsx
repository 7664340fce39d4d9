import { ArrowUp } from "lucide-react";
import { useHotkeys } from "@/lib/hotkeys";
import type { PostPages } from "@/features/posts/queries";
import { useNewPosts, useShown, type LiveFeed } from "./useNewPosts";

const PAGE = 20;

interface PillProps {
  feed: LiveFeed;
  shown: PostPages;
  since: number;
}

function Pill({ feed, shown, since }: PillProps) {
  const { count, show } = useNewPosts(feed, shown, since);
  useHotkeys({ ".": show });
  if (count === 0) return null;
  return (
    <button
      type="button"
      onClick={show}
      className="appear pointer-events-auto flex h-11 items-center gap-1.5 rounded-full bg-ember pr-4.5 pl-3.5 font-semibold text-on-ember shadow-high hover:brightness-105"
    >
      <ArrowUp size={17} strokeWidth={2.4} aria-hidden="true" />
      <span className="tabular">
        {count >= PAGE ? `${PAGE}+` : count} new {count === 1 ? "crud" : "cruds"}
      </span>
    </button>
  );
}

/** "3 new cruds": quiet, above the list, and never moves it by itself. */
export function NewPill({ feed }: { feed: LiveFeed }) {
  const { shown, since } = useShown(feed);
  return (
    <div role="status" className="pointer-events-none sticky top-18 z-10 flex h-0 justify-center">
      {shown && <Pill feed={feed} shown={shown} since={since} />}
    </div>
  );
}
