import { ArrowUp } from "lucide-react";
import { useHotkeys } from "@/lib/hotkeys";
import { useNewPosts, type LiveFeed } from "./useNewPosts";

const PAGE = 20;

/** "3 new cruds": quiet, above the list, and never moves it by itself. */
export function NewPill({ feed }: { feed: LiveFeed }) {
  const { count, show } = useNewPosts(feed);
  useHotkeys({ ".": show });
  const words = `${count >= PAGE ? `${PAGE}+` : count} new ${count === 1 ? "crud" : "cruds"}`;
  return (
    <div role="status" className="pointer-events-none sticky top-18 z-10 flex h-0 justify-center">
      {count > 0 && (
        <button
          type="button"
          onClick={show}
          className="appear pointer-events-auto flex h-10 items-center gap-1.5 rounded-full bg-ember pr-4.5 pl-3.5 font-semibold text-on-ember shadow-high hover:brightness-105"
        >
          <ArrowUp size={17} strokeWidth={2.4} aria-hidden="true" />
          <span className="tabular">{words}</span>
        </button>
      )}
    </div>
  );
}
