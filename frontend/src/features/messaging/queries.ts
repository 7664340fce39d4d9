import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  type InfiniteData,
} from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { useSession } from "@/api/session";
import type { Conversation, ConversationPage, Message, MessagePage } from "@/api/types";

export type InboxPages = InfiniteData<ConversationPage>;
export type MessagePages = InfiniteData<MessagePage>;

const PAGE = 30;
const paging = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const inboxQuery = infiniteQueryOptions({
  queryKey: ["inbox"],
  queryFn: ({ pageParam, signal }) =>
    unwrap(api.GET("/api/v1/conversations", { params: { query: paging(pageParam) }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last: ConversationPage) => last.next,
  staleTime: Infinity,
});

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: ({ signal }): Promise<Conversation> =>
      unwrap(
        api.GET("/api/v1/conversations/{conversation_id}", {
          params: { path: { conversation_id: id } },
          signal,
        }),
      ),
    staleTime: Infinity,
  });

export function fetchMessages(
  id: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<MessagePage> {
  return unwrap(
    api.GET("/api/v1/conversations/{conversation_id}/messages", {
      params: { path: { conversation_id: id }, query: { limit: PAGE, ...paging(cursor) } },
      ...(signal ? { signal } : {}),
    }),
  );
}

export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["messages", id],
    queryFn: ({ pageParam, signal }) => fetchMessages(id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: MessagePage) => last.next,
    staleTime: Infinity,
    gcTime: 10 * 60_000,
  });

/** Loaded pages, newest first, as one run from old to new with each message once. */
export function inOrder(pages: MessagePages | undefined): Message[] {
  const seen = new Set<string>();
  const messages = pages?.pages.flatMap((page) => page.items) ?? [];
  return messages
    .filter((message) => !seen.has(message.id) && seen.add(message.id))
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

export function useInbox() {
  const signedIn = useSession() === "signed-in";
  return useInfiniteQuery({ ...inboxQuery, enabled: signedIn });
}

/** How many messages wait, in all conversations that are loaded. */
export function useUnread(): number {
  const { data } = useInbox();
  return (
    data?.pages.reduce(
      (sum, page) => sum + page.items.reduce((part, one) => part + one.unread, 0),
      0,
    ) ?? 0
  );
}
