import type { QueryClient } from "@tanstack/react-query";
import type { Conversation } from "@/api/types";
import { boxQuery, conversationQuery, messagesKey, type Box, type BoxPages } from "./queries";

/* The one place that changes conversations that are already on the page. */

const boxOf = (conversation: Conversation): Box =>
  conversation.state === "request" ? "requests" : "inbox";

function without(data: BoxPages, id: string): BoxPages {
  return {
    ...data,
    pages: data.pages.map((page) => ({
      ...page,
      items: page.items.filter((one) => one.id !== id),
    })),
  };
}

function withConversation(data: BoxPages, changed: Conversation): BoxPages {
  const { pages, ...rest } = without(data, changed.id);
  const page = pages.findIndex(({ items }, index) => {
    const last = items.at(-1);
    return (
      index === pages.length - 1 || (last && last.last_activity_at <= changed.last_activity_at)
    );
  });
  return {
    ...rest,
    pages: pages.map((one, index) =>
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

/** Puts a conversation where its last activity says, in the box it belongs to and on its own. */
export function putConversation(client: QueryClient, conversation: Conversation): void {
  client.setQueryData(conversationQuery(conversation.id).queryKey, conversation);
  for (const box of ["inbox", "requests"] as const) {
    client.setQueryData(boxQuery(box).queryKey, (data) => {
      if (!data) return data;
      return box === boxOf(conversation)
        ? withConversation(data, conversation)
        : without(data, conversation.id);
    });
  }
}

/** It is no longer one of one's own, or out of sight; what was said in it goes too. */
export function dropConversation(client: QueryClient, id: string): void {
  client.removeQueries({ queryKey: messagesKey(id) });
  for (const box of ["inbox", "requests"] as const) {
    client.setQueryData(boxQuery(box).queryKey, (data) => data && without(data, id));
  }
}

/** Any copy that is loaded; its own says more than that of a list. */
export function findConversation(client: QueryClient, id: string): Conversation | undefined {
  const own = client.getQueryData(conversationQuery(id).queryKey);
  if (own) return own;
  const boxes = (["inbox", "requests"] as const).map((box) =>
    client.getQueryData(boxQuery(box).queryKey),
  );
  return boxes
    .flatMap((data) => data?.pages.flatMap((page) => page.items) ?? [])
    .find((one) => one.id === id);
}

export function changeConversation(
  client: QueryClient,
  id: string,
  update: (conversation: Conversation) => Conversation,
): void {
  const there = findConversation(client, id);
  if (there) putConversation(client, update(there));
}
