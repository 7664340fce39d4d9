import { CircleDashed } from "lucide-react";
import type { Tombstone } from "@/api/types";

const words: Record<Tombstone["gone"], string> = {
  expired: "This crud has expired",
  deleted: "This crud was deleted",
  unavailable: "This crud is not available",
};

/** The place of a crud that is gone; what was answered to it stays. */
export function Gone({ why, threaded = false }: { why: Tombstone["gone"]; threaded?: boolean }) {
  return (
    <li>
      <p className="relative flex min-h-19 items-center gap-3 px-4 text-muted">
        {threaded && (
          <span
            aria-hidden="true"
            className="absolute top-16 -bottom-2 left-[2.3rem] w-0.5 rounded-full bg-line"
          />
        )}
        <span className="grid size-11 shrink-0 place-items-center rounded-full bg-sunken">
          <CircleDashed size={20} strokeWidth={1.6} aria-hidden="true" />
        </span>
        {words[why]}
      </p>
      {!threaded && <div className="h-px bg-line" />}
    </li>
  );
}
