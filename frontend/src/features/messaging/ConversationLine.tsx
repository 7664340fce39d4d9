import { BellOff } from "lucide-react";
import { NavLink } from "react-router";
import { useMe } from "@/api/me";
import type { Conversation } from "@/api/types";
import { cx } from "@/lib/cx";
import { Ago } from "@/ui/Time";
import { ConversationMenu } from "./ConversationMenu";
import { useDraft } from "./drafts";
import { Face } from "./Face";
import { titleOf } from "./people";
import { previewOf } from "./preview";
import { useTypists } from "./typing";
import { useLongPress } from "./useLongPress";

function Words({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const { text: typed } = useDraft(conversation.id);
  const typists = useTypists(conversation.id);
  if (typists.length > 0) return <span className="italic">Typing…</span>;
  if (typed) {
    return (
      <>
        <span className="italic">Draft:</span> {typed}
      </>
    );
  }
  const { who, text, quiet } = previewOf(conversation, me);
  if (quiet) return <span className="italic">{text}</span>;
  return (
    <>
      {who && `${who}: `}
      {text}
    </>
  );
}

const mark = "shrink-0 rounded-full bg-ember text-on-ember";

/** How many are unread, or that one wants to come back to it. */
function Unread({ conversation }: { conversation: Conversation }) {
  const { unread, muted, marked_unread: marked } = conversation;
  if (unread === 0 && !marked) return null;
  const quiet = muted && "bg-sunken! text-muted!";
  if (unread === 0) {
    return (
      <span className={cx(mark, "mx-1 size-3", muted && "bg-wick!")}>
        <span className="sr-only">Marked as unread</span>
      </span>
    );
  }
  return (
    <span
      className={cx(
        mark,
        "tabular grid h-5 min-w-5 place-items-center px-1.5 text-13 font-bold",
        quiet,
      )}
    >
      {unread > 99 ? "99+" : unread}
      <span className="sr-only"> unread</span>
    </span>
  );
}

/** Opens the menu of the line; its button is there for pointers and keys that find it. */
const openMenu = (from: HTMLElement) =>
  from.parentElement?.querySelector<HTMLElement>("[aria-haspopup=menu]")?.click();

/** One conversation in a list: all of the line leads to it. */
export function ConversationLine({ conversation }: { conversation: Conversation }) {
  const press = useLongPress(openMenu);
  const { id, muted, unread, marked_unread: marked } = conversation;
  const fresh = unread > 0 || marked;
  const name = titleOf(conversation, useMe());
  return (
    <li className="group relative">
      <NavLink
        to={`/messages/${id}`}
        draggable={false}
        {...press}
        className={({ isActive }) =>
          cx(
            "flex items-center gap-3 border-b border-line px-4 py-3 -outline-offset-2 transition-colors duration-150 select-none [-webkit-touch-callout:none]",
            isActive ? "bg-sunken" : "hover:bg-raised",
          )
        }
      >
        <Face conversation={conversation} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className={cx("truncate", fresh ? "font-extrabold" : "font-bold")}>{name}</span>
            {muted && (
              <span title="Muted" className="shrink-0 self-center text-muted">
                <BellOff size={14} aria-hidden="true" />
                <span className="sr-only">Muted</span>
              </span>
            )}
            <span className="ml-auto shrink-0 text-13 text-muted group-hover:pointer-fine:invisible group-has-[[aria-expanded=true],button:focus-visible]:invisible">
              <Ago iso={conversation.last_activity_at} />
            </span>
          </span>
          <span className="flex items-center gap-2">
            <span
              dir="auto"
              className={cx("min-w-0 flex-1 truncate", fresh ? "text-ink" : "text-muted")}
            >
              <Words conversation={conversation} />
            </span>
            <Unread conversation={conversation} />
          </span>
        </span>
      </NavLink>
      <ConversationMenu
        conversation={conversation}
        className="absolute top-0 right-1.5 grid size-11 place-items-center rounded-full text-muted opacity-0 group-hover:opacity-100 hover:text-ink focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:pointer-events-none pointer-coarse:opacity-0"
      />
    </li>
  );
}
