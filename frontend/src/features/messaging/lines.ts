import type { Me, Member, Message, Sender } from "@/api/types";
import { dayName } from "@/lib/time";
import type { Unsent } from "./outbox";
import { isMe } from "./people";

/** What somebody said: sent, or under way. */
export interface Said {
  kind: "said";
  key: string;
  at: string;
  sender: Sender | null;
  mine: boolean;
  /** Stands directly below one of the same person. */
  follows: boolean;
  /** Is the last of its run: says its time. */
  last: boolean;
  message: Message | null;
  unsent: Unsent | null;
}

export type Line =
  | Said
  | { kind: "day"; key: string; name: string }
  | { kind: "unread"; key: string }
  | { kind: "news"; key: string; message: Message };

export interface Loaded {
  messages: readonly Message[];
  unsent: readonly Unsent[];
  me: Me | undefined;
  /** The last message that was read before what is new, or null where nothing is. */
  readTo: string | null;
  /** Nothing older than what is loaded is left to load. */
  fromStart: boolean;
  /** Those that are shown as deleted before they are. */
  deleting: ReadonlySet<string>;
}

const RUN_MS = 5 * 60_000;

export const asDeleted = (message: Message): Message => ({
  ...message,
  text: "",
  media: [],
  post_id: null,
  reply_to: null,
  reactions: [],
  deleted: true,
});

function said(message: Message, { me, deleting }: Loaded): Said {
  return {
    kind: "said",
    key: message.client_id || message.id,
    at: message.created_at,
    sender: message.sender,
    mine: isMe(message.sender, me),
    follows: false,
    last: true,
    message: deleting.has(message.id) ? asDeleted(message) : message,
    unsent: null,
  };
}

const underWay = (one: Unsent): Said => ({
  kind: "said",
  key: one.clientId,
  at: one.createdAt,
  sender: null,
  mine: true,
  follows: false,
  last: true,
  message: null,
  unsent: one,
});

const sameRun = (a: Said, b: Said): boolean =>
  (a.mine ? b.mine : !b.mine && a.sender?.handle === b.sender?.handle) &&
  Math.abs(Date.parse(b.at) - Date.parse(a.at)) < RUN_MS;

/** Says which of those that stand below each other are of one run. */
function inRuns(lines: Line[]): Line[] {
  let before: Said | null = null;
  for (const line of lines) {
    if (line.kind === "said" && before && sameRun(before, line)) {
      line.follows = true;
      before.last = false;
    }
    before = line.kind === "said" ? line : null;
  }
  return lines;
}

/**
 * A conversation as it is shown: sent ones and then those under way, each once (the client_id
 * says which are the same), with days, news, and where what is new begins.
 */
export function linesOf(loaded: Loaded): Line[] {
  const { messages, unsent, readTo, fromStart } = loaded;
  const arrived = new Set(messages.map((one) => one.client_id));
  const waiting = unsent.filter((one) => !arrived.has(one.clientId)).map(underWay);
  const lines: Line[] = [];
  let day = "";
  // Where the first of what is new may be further up, it is not this one.
  const known = fromStart || (messages[0]?.id ?? "") <= (readTo ?? "");
  let marked = readTo === null || !known;
  const newDay = (at: string) => {
    const name = dayName(at);
    if (name !== day) lines.push({ kind: "day", key: `day ${name}`, name });
    day = name;
  };
  for (const message of messages) {
    newDay(message.created_at);
    const line = said(message, loaded);
    if (!marked && !line.mine && !message.news && message.id > (readTo ?? "")) {
      lines.push({ kind: "unread", key: "unread" });
      marked = true;
    }
    if (message.news) lines.push({ kind: "news", key: message.id, message });
    else lines.push(line);
  }
  for (const line of waiting) {
    newDay(line.at);
    lines.push(line);
  }
  return inRuns(lines);
}

/** Of the others, by the id of the last message that each has read among those that are loaded. */
export function readersOf(
  messages: readonly Message[],
  others: readonly Member[],
): Map<string, Member[]> {
  const found = new Map<string, Member[]>();
  const oldest = messages[0]?.id ?? "";
  for (const member of others) {
    const { read_to: to } = member;
    if (to === null || to < oldest) continue;
    const last = messages.findLast((one) => one.id <= to && !one.news);
    if (last) found.set(last.id, [...(found.get(last.id) ?? []), member]);
  }
  return found;
}
