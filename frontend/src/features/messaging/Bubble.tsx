import { Check } from "lucide-react";
import { cx } from "@/lib/cx";
import { clockTime, fullTime } from "@/lib/time";
import { RichText } from "@/features/posts/RichText";
import { Mark } from "@/ui/Mark";
import type { Unsent } from "./outbox";

interface BubbleProps {
  /** Null where it went with who wrote it. */
  text: string | null;
  mine: boolean;
  /** Stands directly below one of the same person. */
  follows: boolean;
  /** Is the last of its run: says its time. */
  last: boolean;
  at: string;
  /** The name, in groups. */
  name?: string | undefined;
  unsent?: Unsent;
  /** Says that the API has it. */
  sent?: boolean;
  onRetry?: () => void;
  onDiscard?: () => void;
}

const small = "min-h-11 px-2 font-semibold underline underline-offset-3 -my-3";

function Footing({ unsent, sent, at, onRetry, onDiscard }: BubbleProps) {
  if (unsent?.state === "failed") {
    return (
      <span role="alert" className="flex flex-wrap items-center justify-end gap-x-1 text-danger">
        Not sent. {unsent.reason}
        <button type="button" className={small} onClick={onRetry}>
          Try again
        </button>
        <button type="button" className={small} onClick={onDiscard}>
          Discard
        </button>
      </span>
    );
  }
  if (unsent) {
    return (
      <span className="flex items-center gap-1">
        <Mark size={12} burning /> Sending
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1">
      <time dateTime={at} title={fullTime(at)} className="tabular">
        {clockTime(at)}
      </time>
      {sent && (
        <>
          <Check size={14} aria-hidden="true" />
          <span className="sr-only">Sent</span>
        </>
      )}
    </span>
  );
}

export function Bubble(props: BubbleProps) {
  const { text, mine, follows, last, name, unsent } = props;
  return (
    <li
      className={cx(
        "flex flex-col",
        mine ? "items-end" : "items-start",
        follows ? "mt-0.75" : "mt-3",
      )}
    >
      {name && !follows && <span className="mb-1 px-3.5 text-13 text-muted">{name}</span>}
      <p
        dir="auto"
        className={cx(
          "max-w-[min(85%,32rem)] rounded-xl px-3.5 py-2 text-17 whitespace-pre-wrap [overflow-wrap:anywhere]",
          text === null
            ? "border border-line text-muted italic"
            : mine
              ? "bg-ink text-paper"
              : "bg-sunken",
          mine && follows && "rounded-tr-[6px]",
          mine && !last && "rounded-br-[6px]",
          !mine && follows && "rounded-tl-[6px]",
          !mine && !last && "rounded-bl-[6px]",
          unsent?.state === "sending" && "opacity-70",
        )}
      >
        <span className="sr-only">{mine ? "You: " : ""}</span>
        {text === null ? "Gone with the person who wrote it" : <RichText text={text} />}
      </p>
      {(last || unsent) && (
        <div className="mt-1 px-2 text-13 text-muted">
          <Footing {...props} />
        </div>
      )}
    </li>
  );
}
