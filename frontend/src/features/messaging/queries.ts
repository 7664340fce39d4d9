import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  type InfiniteData,
} from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { useSession } from "@/api/session";
import type { Conversation, ConversationPage, MessagePage } from "@/api/types";
import { askedFor, type Page, type Place } from "./pages";

export type Box = "inbox" | "requests";
export type BoxPages = InfiniteData<ConversationPage>;

const LIMIT = 40;
/** Pages that are kept on the page at a time, so that a long thread is as quick as a short one. */
const MOST_PAGES = 6;

export const boxQuery = (box: Box) =>
  infiniteQueryOptions({
    queryKey: ["box", box],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET("/api/v1/conversations", {
          params: { query: { box, ...(pageParam !== null && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ConversationPage) => last.next,
    staleTime: Infinity,
  });

export const inboxQuery = boxQuery("inbox");

const at = (id: string) => ({ path: { conversation_id: id } });

export const fetchConversation = (id: string, signal?: AbortSignal): Promise<Conversation> =>
  unwrap(
    api.GET("/api/v1/conversations/{conversation_id}", {
      params: at(id),
      ...(signal && { signal }),
    }),
  );

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: ({ signal }) => fetchConversation(id, signal),
    staleTime: Infinity,
  });

export function fetchMessages(
  id: string,
  place: Place,
  { limit = LIMIT, signal }: { limit?: number; signal?: AbortSignal } = {},
): Promise<MessagePage> {
  return unwrap(
    api.GET("/api/v1/conversations/{conversation_id}/messages", {
      params: { ...at(id), query: { limit, ...askedFor(place) } },
      ...(signal && { signal }),
    }),
  );
}

export const messagesKey = (id: string) => ["messages", id];

/** Both ways from where it began: `next` is older, `prev` newer. */
export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: messagesKey(id),
    queryFn: ({ pageParam, signal }): Promise<Page> => fetchMessages(id, pageParam, { signal }),
    initialPageParam: null as Place,
    getNextPageParam: (last: Page) => last.next,
    getPreviousPageParam: (first: Page) => first.prev,
    maxPages: MOST_PAGES,
    staleTime: Infinity,
    gcTime: 10 * 60_000,
  });

export function useBox(box: Box) {
  const signedIn = useSession() === "signed-in";
  return useInfiniteQuery({ ...boxQuery(box), enabled: signedIn });
}

export const useInbox = () => useBox("inbox");
