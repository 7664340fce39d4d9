import {
  infiniteQueryOptions,
  queryOptions,
  type InfiniteData,
  type QueryKey,
} from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Post, PostPage } from "@/api/types";

/** A list of cruds: one's own feed, everyone's, or one person's. */
export type Feed = "home" | "public" | { handle: string };
export type PostPages = InfiniteData<PostPage>;

export const allLists: QueryKey = ["posts"];

export const listKey = (feed: Feed): QueryKey =>
  typeof feed === "string" ? ["posts", feed] : ["posts", "profile", feed.handle];

export const postKey = (id: string): QueryKey => ["post", id];

export function fetchFeed(
  feed: Feed,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<PostPage> {
  const query = cursor === null ? {} : { cursor };
  const init = signal ? { signal } : {};
  if (feed === "home") return unwrap(api.GET("/api/v1/feeds/home", { params: { query }, ...init }));
  if (feed === "public") {
    return unwrap(api.GET("/api/v1/feeds/public", { params: { query }, ...init }));
  }
  return unwrap(
    api.GET("/api/v1/profiles/{handle}/posts", {
      params: { path: { handle: feed.handle }, query },
      ...init,
    }),
  );
}

export const feedQuery = (feed: Feed) =>
  infiniteQueryOptions({
    queryKey: listKey(feed),
    queryFn: ({ pageParam, signal }) => fetchFeed(feed, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: PostPage) => last.next,
    staleTime: 60_000,
  });

export const postQuery = (id: string) =>
  queryOptions({
    queryKey: postKey(id),
    queryFn: ({ signal }): Promise<Post> =>
      unwrap(api.GET("/api/v1/posts/{post_id}", { params: { path: { post_id: id } }, signal })),
    staleTime: 60_000,
  });
