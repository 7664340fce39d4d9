import type { QueryClient } from "@tanstack/react-query";
import { isNotFound } from "@/api/errors";
import type { LiveEvent } from "@/api/events";
import { findMessage, pullMessages, pullNewest, refreshPages } from "./cache";
import { dropConversation, findConversation, putConversation } from "./conversations";
import { keepDelivering } from "./delivery";
import { conversationQuery, fetchConversation } from "./queries";
import { summaryQuery } from "./summary";
import { noticeStopped, noticeTyping } from "./typing";

/* What the event stream says of messages. Events carry ids: what they mean is fetched. */

export { keepDelivering };

const GATHER_MS = 120;
type Act = () => Promise<unknown>;
/** What has just run, and what is to run once more when a moment has passed. */
const recent = new Map<string, Act | null>();

/** Runs at once; of a burst of the same thing the first, and the last for all that came after. */
function soon(key: string, act: Act): void {
  if (recent.has(key)) {
    recent.set(key, act);
    return;
  }
  recent.set(key, null);
  act().catch(() => undefined);
  setTimeout(() => {
    const again = recent.get(key);
    recent.delete(key);
    if (again) soon(key, again);
  }, GATHER_MS);
}

export function noticeMessage(client: QueryClient, id: string, messageId?: string): void {
  soon(`message ${id}`, async () => {
    await pullNewest(client, id);
    const sender = messageId && findMessage(client, id, messageId)?.sender.handle;
    if (sender) noticeStopped(id, sender);
  });
}

const MANY = 4;
const changed = new Map<string, Set<string>>();

/** Single messages are fetched by themselves, many of them with the pages that they are on. */
export function noticeMessageChanged(client: QueryClient, id: string, messageId: string): void {
  changed.set(id, (changed.get(id) ?? new Set()).add(messageId));
  soon(`changed ${id}`, async () => {
    const ids = [...(changed.get(id) ?? [])];
    changed.delete(id);
    if (ids.length > MANY) await refreshPages(client, id);
    else await pullMessages(client, id, ids);
  });
}

/** Somebody has read on. */
export function noticeRead(
  client: QueryClient,
  id: string,
  handle: string,
  messageId: string,
): void {
  const { queryKey } = conversationQuery(id);
  client.setQueryData(
    queryKey,
    (one) =>
      one && {
        ...one,
        members: one.members.map((member) =>
          member.handle === handle && (member.read_to ?? "") < messageId
            ? { ...member, read_to: messageId }
            : member,
        ),
      },
  );
}

async function pullConversation(client: QueryClient, id: string): Promise<void> {
  try {
    const before = findConversation(client, id)?.last_message?.id;
    const fresh = await fetchConversation(id);
    putConversation(client, fresh);
    const { last_message: last } = fresh;
    if (last?.sender.handle && last.id !== before) noticeStopped(id, last.sender.handle);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    // Whoever was removed has it open, perhaps: it says so by itself.
    dropConversation(client, id);
    void client.resetQueries({ queryKey: conversationQuery(id).queryKey });
  }
}

/** An entry has moved: its conversation anew, and how many wait. */
export function noticeInbox(client: QueryClient, id: string): void {
  soon(`inbox ${id}`, () => pullConversation(client, id));
  soon("summary", () => client.invalidateQueries({ queryKey: summaryQuery.queryKey }));
}

/** Who is in it, its title, picture or how long its messages last is another. */
export function noticeConversation(client: QueryClient, id: string): void {
  soon(`inbox ${id}`, () => pullConversation(client, id));
}

/** Something may have been missed: the boxes anew, and what is loaded of each thread in sight. */
export function noticeResync(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["box"] });
  void client.invalidateQueries({ queryKey: ["conversation"] });
  void client.invalidateQueries({ queryKey: summaryQuery.queryKey });
  client.removeQueries({ queryKey: ["messages"], type: "inactive" });
  for (const query of client.getQueryCache().findAll({ queryKey: ["messages"], type: "active" })) {
    const id = query.queryKey[1] as string;
    soon(`all ${id}`, () => refreshPages(client, id));
  }
}

/** Takes an event that concerns messages; any other changes nothing here. */
export function notice(client: QueryClient, event: LiveEvent): void {
  switch (event.kind) {
    case "message":
      return noticeMessage(client, event.conversation_id, event.message_id);
    case "message_changed":
      return noticeMessageChanged(client, event.conversation_id, event.message_id);
    case "typing":
      return noticeTyping(event.conversation_id, event.handle);
    case "read":
      return noticeRead(client, event.conversation_id, event.handle, event.message_id);
    case "inbox":
      return noticeInbox(client, event.conversation_id);
    case "conversation":
      return noticeConversation(client, event.conversation_id);
    case "resync":
      return noticeResync(client);
  }
}
