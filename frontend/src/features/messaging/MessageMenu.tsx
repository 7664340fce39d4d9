import { Copy, Ellipsis, PenLine, Reply, SmilePlus, Trash2 } from "lucide-react";
import { cx } from "@/lib/cx";
import type { Message } from "@/api/types";
import { copyText } from "@/ui/copy";
import { Menu, MenuItem, MenuItems, MenuRule } from "@/ui/Menu";
import { useCloseMenu } from "@/ui/menuClose";
import { chosen, whose } from "./reactions";
import { useThread } from "./threadActions";

const QUICK = ["👍", "❤️", "😂", "😮", "😢", "🔥"];

function QuickReactions({ message }: { message: Message }) {
  const { react } = useThread();
  const close = useCloseMenu();
  const mine = chosen(message.reactions);
  return (
    <div role="group" aria-label="React" className="flex justify-between pb-1">
      {QUICK.map((emoji) => (
        <button
          key={emoji}
          type="button"
          role="menuitemradio"
          aria-checked={mine === emoji}
          aria-label={emoji}
          tabIndex={-1}
          data-menu-item
          className={cx(
            "grid size-11 place-items-center rounded-full text-20 -outline-offset-2 hover:bg-sunken focus-visible:bg-sunken md:size-10",
            mine === emoji && "bg-ember-soft",
          )}
          onClick={() => {
            close();
            react(message, mine === emoji ? null : emoji);
          }}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}

/**
 * Who reacted, for those who see and have no pointer to hold over it. Each reaction says it to those
 * who hear; in a menu they would find nothing but what can be chosen.
 */
function WhoReacted({ message }: { message: Message }) {
  const { nameOf } = useThread();
  if (message.reactions.length === 0) return null;
  return (
    <>
      <MenuRule />
      <ul aria-hidden="true" className="grid max-w-64 gap-1 px-3 py-1.5 text-15 text-muted">
        {message.reactions.map((one) => (
          <li key={one.emoji} className="flex gap-2">
            <span>{one.emoji}</span>
            <span className="min-w-0 wrap-anywhere">{whose(one, nameOf)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What can be done with a message; opened by its button, a long press, or Enter. */
export function MessageMenu({ message, mine }: { message: Message; mine: boolean }) {
  const { canSend, reply, edit, remove, pick } = useThread();
  return (
    <Menu
      label="Message actions"
      tabIndex={-1}
      className={cx(
        "absolute top-0 grid size-9 place-items-center rounded-full text-muted opacity-0 transition-opacity duration-150 hover:bg-sunken hover:text-ink focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:invisible [[data-line]:focus>&]:opacity-100 [[data-line]:hover_&]:opacity-100",
        mine ? "right-full mr-1" : "left-full ml-1",
      )}
      button={<Ellipsis size={19} aria-hidden="true" />}
    >
      <MenuItems>
        {canSend && (
          <>
            <QuickReactions message={message} />
            <MenuItem icon={<SmilePlus size={19} />} onChoose={() => pick(message)}>
              Another emoji
            </MenuItem>
            <MenuItem icon={<Reply size={19} />} onChoose={() => reply(message)}>
              Reply
            </MenuItem>
          </>
        )}
        {message.text !== "" && (
          <MenuItem icon={<Copy size={19} />} onChoose={() => void copyText(message.text)}>
            Copy text
          </MenuItem>
        )}
        {mine && (
          <>
            {canSend && message.text !== "" && (
              <MenuItem icon={<PenLine size={19} />} onChoose={() => edit(message)}>
                Edit
              </MenuItem>
            )}
            <MenuRule />
            <MenuItem icon={<Trash2 size={19} />} danger onChoose={() => remove(message)}>
              Delete for everyone
            </MenuItem>
          </>
        )}
        <WhoReacted message={message} />
      </MenuItems>
    </Menu>
  );
}
