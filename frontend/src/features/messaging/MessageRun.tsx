import { Fragment } from "react";
import type { Me, Message } from "@/api/types";
import { dayName } from "@/lib/time";
import { Button } from "@/ui/Button";
import { EndSentinel } from "@/ui/EndSentinel";
import { Mark } from "@/ui/Mark";
import { Bubble } from "./Bubble";
import type { Unsent } from "./outbox";

interface MessageRunProps {
  messages: Message[];
  unsent: Unsent[];
  me: Me | undefined;
  group: boolean;
  onRetry: (unsent: Unsent) => void;
  onDiscard: (unsent: Unsent) => void;
  scroller: Element | null;
  more: boolean;
  idle: boolean;
  failed: boolean;
  onOlder: () => void;
  start: string;
}

export interface Line {
  key: string;
  text: string | null;
  at: string;
  sender: string | null;
  name: string;
  mine: boolean;
  unsent?: Unsent;
}

const RUN_MS = 5 * 60_000;

/** Sent ones and then those under way, each once: the client_id says which are the same. */
export function linesOf(messages: Message[], unsent: Unsent[], me: Me | undefined): Line[] {
  const handle = me?.handle ?? null;
  const arrived = new Set(messages.map((one) => one.client_id));
  return [
    ...messages.map((one) => ({
      key: one.client_id || one.id,
      text: one.deleted ? null : one.text,
      at: one.created_at,
      sender: one.sender.handle,
      name: one.sender.display_name,
      mine: handle !== null && one.sender.handle === handle,
    })),
    ...unsent
      .filter((one) => !arrived.has(one.clientId))
      .map((one) => ({
        key: one.clientId,
        text: one.text,
        at: one.createdAt,
        sender: handle,
        name: "",
        mine: true,
        unsent: one,
      })),
  ];
}

const sameRun = (a: Line | undefined, b: Line | undefined): boolean =>
  a !== undefined &&
  a.sender === b?.sender &&
  Math.abs(Date.parse(b.at) - Date.parse(a.at)) < RUN_MS &&
  dayName(a.at) === dayName(b.at);

function Top({
  more,
  failed,
  onOlder,
  start,
}: Pick<MessageRunProps, "more" | "failed" | "onOlder" | "start">) {
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

export function MessageRun(props: MessageRunProps) {
  const { messages, unsent, me, group, onRetry, onDiscard, scroller, more, idle, onOlder } = props;
  const lines = linesOf(messages, unsent, me);
  const lastMine = lines.findLast((line) => line.mine && !line.unsent);
  return (
    <div className="pb-3">
      <Top {...props} />
      <EndSentinel onNear={onOlder} active={more && idle && scroller !== null} root={scroller} />
      <ol aria-live="polite" aria-relevant="additions">
        {lines.map((line, index) => {
          const before = lines[index - 1];
          const newDay = !before || dayName(before.at) !== dayName(line.at);
          return (
            <Fragment key={line.key}>
              {newDay && (
                <li className="flex items-center gap-3 pt-5 pb-1 text-13 font-semibold text-muted">
                  <span className="h-px flex-1 bg-line" />
                  {dayName(line.at)}
                  <span className="h-px flex-1 bg-line" />
                </li>
              )}
              <Bubble
                text={line.text}
                at={line.at}
                mine={line.mine}
                follows={sameRun(before, line)}
                last={!sameRun(line, lines[index + 1])}
                name={group && !line.mine ? line.name : undefined}
                sent={line === lastMine}
                {...(line.unsent && {
                  unsent: line.unsent,
                  onRetry: () => line.unsent && onRetry(line.unsent),
                  onDiscard: () => line.unsent && onDiscard(line.unsent),
                })}
              />
            </Fragment>
          );
        })}
      </ol>
    </div>
  );
}
