import { memo, useEffect, useRef } from "react";
import type { Member } from "@/api/types";
import { cx } from "@/lib/cx";
import { atTheEnd } from "@/features/posts/burn";
import { Avatar } from "@/ui/Avatar";
import { Bubble } from "./Bubble";
import { fold } from "./fold";
import { Footing, type Receipt } from "./Footing";
import type { Said } from "./lines";
import { useThread } from "./threadActions";
import { useLongPress } from "./useLongPress";

interface MessageRowProps {
  line: Said;
  /** In a group each run of others begins with who it is. */
  group: boolean;
  receipt: Receipt;
  readers: readonly Member[];
  /** The one that Tab leads to; the arrows go on from there. */
  current: boolean;
}

const openMenu = (row: HTMLElement) =>
  row.querySelector<HTMLElement>("[aria-haspopup=menu]")?.click();

function useBurnOut(line: Said, row: React.RefObject<HTMLLIElement | null>): void {
  const { burnOut } = useThread();
  const { message } = line;
  const end = message?.expires_at ?? null;
  useEffect(() => {
    if (end === null || !message) return;
    return atTheEnd(end, () => void fold(row.current).then(() => burnOut(message)));
  }, [end, message, burnOut, row]);
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { line, group, receipt, readers, current } = props;
  const { mine, follows, sender, message } = line;
  const row = useRef<HTMLLIElement>(null);
  const press = useLongPress(openMenu);
  useBurnOut(line, row);
  const named = group && !mine && sender;
  return (
    <li
      ref={row}
      data-line={line.key}
      data-message={message?.id}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrows walk from message to message; Enter opens what can be done with it
      tabIndex={current ? 0 : -1}
      className={cx(
        "flex flex-col rounded-md -outline-offset-2",
        mine ? "items-end" : "items-start",
        follows ? "pt-0.75" : "pt-3",
        named && "relative pl-10",
      )}
      {...(message && !message.deleted && press)}
    >
      {named && !follows && (
        <>
          <span className="absolute top-3 left-0">
            <Avatar person={sender} size={32} />
          </span>
          <span className="mb-1 px-3.5 text-13 text-muted">{sender.display_name}</span>
        </>
      )}
      <Bubble line={line} />
      <div className="mt-1 px-2 text-13 text-muted empty:hidden">
        <Footing line={line} receipt={receipt} readers={readers} />
      </div>
    </li>
  );
});
