import type { Answered } from "@/api/types";
import { cx } from "@/lib/cx";
import { nobody } from "./people";

export function answeredInWords({ state, text }: Answered): string {
  if (state === "there") return text || "Picture or crud";
  return state === "deleted" ? "Deleted message" : "No longer there";
}

interface ReplyLineProps {
  answered: Answered;
  mine: boolean;
  onJump: (id: string) => void;
}

/** What a message answers, on one or two lines of its own; a press leads to it. */
export function ReplyLine({ answered, mine, onJump }: ReplyLineProps) {
  const { id, state, sender } = answered;
  const there = state === "there";
  const look = cx(
    "mb-1 block w-full border-l-2 border-ember py-0.5 pl-2.5 text-left text-15",
    mine ? "text-paper/80" : "text-muted",
  );
  const words = (
    <>
      {there && <b className="block truncate">{(sender ?? nobody).display_name}</b>}
      <span className={cx("line-clamp-2", !there && "italic")}>{answeredInWords(answered)}</span>
    </>
  );
  if (state === "gone") return <span className={look}>{words}</span>;
  return (
    <button type="button" className={look} onClick={() => onJump(id)}>
      <span className="sr-only">In reply to </span>
      {words}
    </button>
  );
}
