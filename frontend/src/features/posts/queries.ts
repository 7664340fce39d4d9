import {
  infiniteQueryOptions,
  queryOptions,
  type InfiniteData,
  type QueryKey,
} from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Post, PostPage, ThreadPage, Tombstone } from "@/api/types";

/** Of one person: without replies to others, all of them, those with pictures. */
export type Tab = "cruds" | "replies" | "media";
/** A list of cruds: one's own feed, everyone's, one person's, a tag's, the quotes of one, … */
export type Feed =
  | "home"
  | "public"
  | "bookmarks"
  | "likes"
  | { handle: string; tab: Tab }
  | { tag: string }
  | { quotesOf: string }
  /** Those of one's bookmarks that hold all of these words. */
  | { bookmarks: string }
  /** What the people of one of one's lists post. */
  | { list: string };
export type PostPages = InfiniteData<PostPage>;
export type ThreadPages = InfiniteData<ThreadPage>;

export const allLists: QueryKey = ["posts"];
export const allThreads: QueryKey = ["thread"];

export function listKey(feed: Feed): QueryKey {
  if (typeof feed === "string") return ["posts", feed];
  if ("handle" in feed) return ["posts", "profile", feed.handle, feed.tab];
  if ("tag" in feed) return ["posts", "tag", feed.tag];
  if ("list" in feed) return ["posts", "list", feed.list];
  // Below that of all bookmarks: what is done to those is done to these.
  if ("bookmarks" in feed) return ["posts", "bookmarks", feed.bookmarks];
  return ["posts", "quotes", feed.quotesOf];
}

/** All lists of one person. */
export const personKey = (handle: string): QueryKey => ["posts", "profile", handle];
export const postKey = (id: string): QueryKey => ["post", id];
export const threadKey = (id: string): QueryKey => ["thread", id];

export const isTombstone = (one: Post | Tombstone): one is Tombstone => "gone" in one;

export function fetchFeed(
  feed: Feed,
  cursor: string | null,
  signal?: AbortSignal,
  limit?: number,
): Promise<PostPage> {
  const query = { ...(cursor !== null && { cursor }), ...(limit !== undefined && { limit }) };
  const init = signal ? { signal } : {};
  if (feed === "home") return unwrap(api.GET("/api/v1/feeds/home", { params: { query }, ...init }));
  if (feed === "public") {
    return unwrap(api.GET("/api/v1/feeds/public", { params: { query }, ...init }));
  }
  if (feed === "bookmarks") {
    return unwrap(api.GET("/api/v1/me/bookmarks", { params: { query }, ...init }));
  }
  if (feed === "likes") return unwrap(api.GET("/api/v1/me/likes", { params: { query }, ...init }));
  if ("bookmarks" in feed) {
    const params = { query: { ...query, q: feed.bookmarks } };
    return unwrap(api.GET("/api/v1/me/bookmarks", { params, ...init }));
  }
  if ("list" in feed) {
    const params = { path: { list_id: feed.list }, query };
    return unwrap(api.GET("/api/v1/feeds/lists/{list_id}", { params, ...init }));
  }
  if ("tag" in feed) {
    const params = { path: { tag: feed.tag }, query };
    return unwrap(api.GET("/api/v1/feeds/tags/{tag}", { params, ...init }));
  }
  if ("quotesOf" in feed) {
    const params = { path: { post_id: feed.quotesOf }, query };
    return unwrap(api.GET("/api/v1/posts/{post_id}/quotes", { params, ...init }));
  }
  const params = { path: { handle: feed.handle }, query: { ...query, tab: feed.tab } };
  return unwrap(api.GET("/api/v1/profiles/{handle}/posts", { params, ...init }));
}

export const feedQuery = (feed: Feed) =>
  infiniteQueryOptions({
    queryKey: listKey(feed),
    queryFn: ({ pageParam, signal }) => fetchFeed(feed, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: PostPage) => last.next,
    staleTime: 60_000,
    // All pages are read again, one after the other: not worth it for what has been scrolled by.
    refetchOnReconnect: ({ state }) => (state.data?.pages.length ?? 0) < 2,
  });

export const fetchPost = (id: string, signal?: AbortSignal): Promise<Post> =>
  unwrap(
    api.GET("/api/v1/posts/{post_id}", {
      params: { path: { post_id: id } },
      ...(signal ? { signal } : {}),
    }),
  );

export const postQuery = (id: string) =>
  queryOptions({
    queryKey: postKey(id),
    queryFn: ({ signal }) => fetchPost(id, signal),
    staleTime: 60_000,
  });

/** What came before a crud, the crud, and pages of what was answered. */
export const threadQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: threadKey(id),
    queryFn: ({ pageParam, signal }): Promise<ThreadPage> =>
      unwrap(
        api.GET("/api/v1/posts/{post_id}/thread", {
          params: { path: { post_id: id }, query: pageParam === null ? {} : { cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ThreadPage) => last.next,
    staleTime: 30_000,
  });
