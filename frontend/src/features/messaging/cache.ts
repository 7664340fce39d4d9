import type { QueryClient } from "@tanstack/react-query";
import type { Conversation, Message, MessagePage } from "@/api/types";
import {
  conversationQuery,
  fetchMessages,
  inboxQuery,
  messagesQuery,
  type InboxPages,
  type MessagePages,
} from "./queries";

/** Puts fresh newest messages into what is loaded. With a gap between, the fresh ones start anew. */
export function mergeNewest(data: MessagePages, fresh: MessagePage): MessagePages {
  const known = new Set(data.pages.flatMap((page) => page.items.map((one) => one.id)));
  const added = fresh.items.filter((one) => !known.has(one.id));
  if (added.length === 0) return data;
  const gap = known.size > 0 && added.length === fresh.items.length && fresh.next !== null;
  const [first, ...rest] = data.pages;
  if (gap || !first) return { pages: [fresh], pageParams: [null] };
  return { ...data, pages: [{ ...first, items: [...added, ...first.items] }, ...rest] };
}

async function change(
  client: QueryClient,
  id: string,
  update: (data: MessagePages) => MessagePages,
): Promise<void> {
  const { queryKey } = messagesQuery(id);
  if (!client.getQueryData(queryKey)) return;
  // A page that is under way would overwrite the change when it lands; the list asks again.
  await client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, (data) => data && update(data));
}

export async function pullNewest(client: QueryClient, id: string): Promise<void> {
  if (!client.getQueryData(messagesQuery(id).queryKey)) return;
  const fresh = await fetchMessages(id, null);
  await change(client, id, (data) => mergeNewest(data, fresh));
}

export async function addMessage(client: QueryClient, message: Message): Promise<void> {
  await change(client, message.conversation_id, (data) =>
    mergeNewest(data, { items: [message], next: null }),
  );
}

function withConversation(data: InboxPages, changed: Conversation): InboxPages {
  const others = data.pages.map((page) => ({
    ...page,
    items: page.items.filter((one) => one.id !== changed.id),
  }));
  const page = others.findIndex(({ items }, index) => {
    const last = items.at(-1);
    return (
      index === others.length - 1 || (last && last.last_activity_at <= changed.last_activity_at)
    );
  });
  return {
    ...data,
    pages: others.map((one, index) =>
      index === page
        ? {
            ...one,
            items: [...one.items, changed].sort((a, b) =>
              b.last_activity_at.localeCompare(a.last_activity_at),
            ),
          }
        : one,
    ),
  };
}

/** Puts a conversation where its last activity says, in the inbox and on its own. */
export function putConversation(client: QueryClient, conversation: Conversation): void {
  client.setQueryData(conversationQuery(conversation.id).queryKey, conversation);
  client.setQueryData(inboxQuery.queryKey, (data) => data && withConversation(data, conversation));
}

export function findConversation(client: QueryClient, id: string): Conversation | undefined {
  const inbox = client.getQueryData(inboxQuery.queryKey);
  return (
    inbox?.pages.flatMap((page) => page.items).find((one) => one.id === id) ??
    client.getQueryData(conversationQuery(id).queryKey)
  );
}

export function changeConversation(
  client: QueryClient,
  id: string,
  update: (conversation: Conversation) => Conversation,
): void {
  const there = findConversation(client, id);
  if (there) putConversation(client, update(there));
}
