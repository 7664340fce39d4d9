import type { QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Post } from "@/api/types";
import { now } from "@/lib/clock";
import { createStore, useStore } from "@/lib/store";
import { allLists, listKey, postKey, type Feed, type PostPages } from "./queries";

/*
 * The one place that changes cruds that are already on the page, in every list and on
 * their own page alike.
 */

const gone = createStore<ReadonlySet<string>>(new Set());

/** Hides a crud everywhere, at once, whatever is fetched later. */
export function hidePost(id: string): void {
  gone.set((ids) => new Set(ids).add(id));
}

export function unhidePost(id: string): void {
  gone.set((ids) => new Set([...ids].filter((one) => one !== id)));
}

export const isExpired = (post: Post): boolean =>
  post.expires_at !== null && Date.parse(post.expires_at) <= now();

const LOCAL = "local-";
export const newLocalId = (): string => LOCAL + crypto.randomUUID();
const madeHere = new Map<string, string>();
/** What a crud is known by in a list: the same before and after the API has given it its id. */
export const keyOf = (post: Post): string => madeHere.get(post.id) ?? post.id;
/** Shown before the API has answered. */
export const isPending = (post: Post): boolean => post.id.startsWith(LOCAL);

/** The cruds of all loaded pages: each once, none hidden, none expired. */
export function visiblePosts(pages: PostPages | undefined, hidden: ReadonlySet<string>): Post[] {
  const seen = new Set<string>();
  const posts = pages?.pages.flatMap((page) => page.items) ?? [];
  return posts.filter((post) => {
    if (seen.has(post.id) || hidden.has(post.id) || isExpired(post)) return false;
    seen.add(post.id);
    return true;
  });
}

export function useVisiblePosts(pages: PostPages | undefined): Post[] {
  const hidden = useStore(gone);
  return useMemo(() => visiblePosts(pages, hidden), [pages, hidden]);
}

export const useIsGone = (id: string): boolean => useStore(gone).has(id);

/** Replaces every cached copy of a crud. */
export function replacePost(client: QueryClient, id: string, change: (post: Post) => Post): void {
  client.setQueriesData<PostPages>(
    { queryKey: allLists },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) =>
          page.items.some((post) => post.id === id)
            ? { ...page, items: page.items.map((post) => (post.id === id ? change(post) : post)) }
            : page,
        ),
      },
  );
  client.setQueryData<Post>(postKey(id), (post) => post && change(post));
}

/** Puts a new crud on top of the lists that it belongs to, are loaded and do not have it. */
export function insertPost(client: QueryClient, post: Post): void {
  const { handle } = post.author;
  const feeds: Feed[] = ["home", "public", ...(handle === null ? [] : [{ handle }])];
  for (const feed of feeds) {
    client.setQueryData<PostPages>(listKey(feed), (data) => {
      const [first, ...rest] = data?.pages ?? [];
      if (!data || !first || first.items.some(({ id }) => id === post.id)) return data;
      return { ...data, pages: [{ ...first, items: [post, ...first.items] }, ...rest] };
    });
  }
}

/**
 * Makes sure that a crud which has just been published is on the page, also where a list was
 * being fetched meanwhile: what such a fetch brings may have been read before the crud was there.
 */
export function settlePost(client: QueryClient, shownId: string | undefined, post: Post): void {
  if (shownId !== undefined) {
    madeHere.set(post.id, shownId);
    replacePost(client, shownId, () => post);
  }
  insertPost(client, post);
  client.setQueryData(postKey(post.id), post);
  void client.refetchQueries({ queryKey: allLists, fetchStatus: "fetching" });
}

/** Takes a crud out of every list for good. */
export function dropPost(client: QueryClient, id: string): void {
  client.setQueriesData<PostPages>(
    { queryKey: allLists },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.filter((post) => post.id !== id),
        })),
      },
  );
  client.removeQueries({ queryKey: postKey(id) });
}
