import { useMemo, useState, type KeyboardEvent } from "react";
import type { Conversation, Me, Member, Message } from "@/api/types";
import { Button } from "@/ui/Button";
import { EndSentinel } from "@/ui/EndSentinel";
import { Mark } from "@/ui/Mark";
import { readersOf, type Line } from "./lines";
import { MessageRow } from "./MessageRow";
import { newsInWords } from "./news";
import { others } from "./people";

interface TopProps {
  more: boolean;
  failed: boolean;
  onOlder: () => void;
  start: string;
}

function Top({ more, failed, onOlder, start }: TopProps) {
  if (failed) {
    return (
      <div role="alert" className="flex items-center justify-center gap-3 py-4 text-muted">
        Older messages did not load.
        <Button look="outline" onClick={onOlder}>
          Try again
        </Button>
      </div>
    );
  }
  if (more) {
    return (
      <div role="status" className="grid place-items-center py-4 text-wick">
        <Mark size={24} burning />
        <span className="sr-only">Loading older messages</span>
      </div>
    );
  }
  return <p className="px-6 pt-10 pb-4 text-center text-15 text-muted">{start}</p>;
}

const between = "flex items-center gap-3 pt-5 pb-1 text-13 font-semibold";

function Divider({ line, me }: { line: Exclude<Line, { kind: "said" }>; me: Me | undefined }) {
  if (line.kind === "news") {
    return (
      <li data-message={line.message.id} className="px-6 pt-4 pb-1 text-center text-13 text-muted">
        {newsInWords(line.message, me)}
      </li>
    );
  }
  const unread = line.kind === "unread";
  return (
    <li
      data-unread={unread || undefined}
      className={`${between} ${unread ? "text-ember-ink" : "text-muted"}`}
    >
      <span className={`h-px flex-1 ${unread ? "bg-ember" : "bg-line"}`} />
      {unread ? "New messages" : line.name}
      <span className={`h-px flex-1 ${unread ? "bg-ember" : "bg-line"}`} />
    </li>
  );
}

const steps: Record<string, -1 | 1> = { ArrowUp: -1, ArrowDown: 1 };

/** Arrows walk from message to message; Enter opens what can be done with one. */
function onKeyDown(event: KeyboardEvent<HTMLOListElement>): void {
  const row = event.target instanceof Element ? event.target.closest("[data-line]") : null;
  if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
  const onRow = event.target === row;
  const step = steps[event.key];
  if (step !== undefined) {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-line]")];
    const next = rows[rows.indexOf(row as HTMLElement) + step];
    event.preventDefault();
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  } else if (onRow && event.key === "Enter") {
    event.preventDefault();
    row.querySelector<HTMLElement>("[aria-haspopup=menu]")?.click();
  }
}

const nobody: readonly Member[] = [];

interface MessageListProps extends TopProps {
  conversation: Conversation;
  me: Me | undefined;
  messages: Message[];
  lines: Line[];
  listRef: (element: HTMLOListElement | null) => void;
  scroller: Element | null;
  idle: boolean;
  /** There are newer ones that are not loaded. */
  newer: boolean;
  onNewer: () => void;
}

/** The messages that are loaded, from old to new. */
export function MessageList(props: MessageListProps) {
  const { conversation, me, messages, lines, listRef, scroller, more, newer, idle } = props;
  const { failed, start, onOlder, onNewer } = props;
  const group = conversation.kind === "group";
  const [focused, setFocused] = useState<string | null>(null);
  const readers = useMemo(
    () => readersOf(messages, others(conversation, me)),
    [messages, conversation, me],
  );
  const said = lines.filter((line) => line.kind === "said");
  const lastMine = said.findLast((line) => line.mine && line.message && !line.message.deleted);
  const current = said.find((line) => line.key === focused)?.key ?? said.at(-1)?.key;
  const seen =
    !group &&
    others(conversation, me).some(
      (one) => one.read_to !== null && one.read_to >= (lastMine?.message?.id ?? "~"),
    );
  return (
    <div className="pb-6">
      <Top more={more} failed={failed} start={start} onOlder={onOlder} />
      <EndSentinel onNear={onOlder} active={more && idle && scroller !== null} root={scroller} />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows work on any of its messages */}
      <ol
        ref={listRef}
        aria-label="Messages"
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const row = event.target.closest<HTMLElement>("[data-line]");
          if (row?.dataset.line) setFocused(row.dataset.line);
        }}
      >
        {lines.map((line) =>
          line.kind === "said" ? (
            <MessageRow
              key={line.key}
              line={line}
              group={group}
              receipt={line === lastMine ? (seen ? "seen" : "sent") : null}
              readers={(group ? readers.get(line.message?.id ?? "") : null) ?? nobody}
              current={line.key === current}
            />
          ) : (
            <Divider key={line.key} line={line} me={me} />
          ),
        )}
      </ol>
      <EndSentinel onNear={onNewer} active={newer && idle && scroller !== null} root={scroller} />
    </div>
  );
}
