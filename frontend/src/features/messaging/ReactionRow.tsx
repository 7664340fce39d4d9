import type { Message } from "@/api/types";
import { cx } from "@/lib/cx";
import { Count } from "@/ui/Count";
import { whose } from "./reactions";
import { useThread } from "./threadActions";

/** What people say to a message with an emoji; one's own is a press away. */
export function Reactions({ message, mine }: { message: Message; mine: boolean }) {
  const { canSend, nameOf, react } = useThread();
  if (message.reactions.length === 0) return null;
  return (
    <div
      role="group"
      aria-label="Reactions"
      className={cx("relative -mt-2 mb-1 flex flex-wrap gap-1 px-2", mine && "justify-end")}
    >
      {message.reactions.map((one) => (
        <button
          key={one.emoji}
          type="button"
          disabled={!canSend}
          aria-pressed={one.mine}
          aria-label={`${one.emoji} ${whose(one, nameOf)}`}
          title={whose(one, nameOf)}
          onClick={() => react(message, one.mine ? null : one.emoji)}
          className={cx(
            "relative flex h-7 items-center gap-1 rounded-full border bg-raised px-2 text-15 before:absolute before:-inset-x-0.5 before:-inset-y-2",
            one.mine ? "border-ember bg-ember-soft" : "border-line hover:border-wick",
          )}
        >
          {one.emoji}
          {one.count > 1 && (
            <span className="text-13 font-semibold">
              <Count value={one.count} />
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
