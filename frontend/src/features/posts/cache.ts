import type { QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Post, ThreadPage, Tombstone } from "@/api/types";
import { now } from "@/lib/clock";
import { createStore, useStore } from "@/lib/store";
import {
  allLists,
  allThreads,
  isTombstone,
  listKey,
  postKey,
  threadKey,
  type Feed,
  type PostPages,
  type Tab,
  type ThreadPages,
} from "./queries";

/*
 * The one place that changes cruds that are already on the page: in every list, in threads,
 * inside quotes and on their own page alike.
 */

const gone = createStore<ReadonlySet<string>>(new Set());
const leaving = createStore<ReadonlySet<string>>(new Set());
const LEAVE_MS = 600;

/** Hides a crud everywhere, at once, whatever is fetched later. */
export function hidePost(id: string): void {
  gone.set((ids) => new Set(ids).add(id));
}

export function unhidePost(id: string): void {
  gone.set((ids) => new Set([...ids].filter((one) => one !== id)));
}

/** Lets every card of a crud fold away, then takes it out for good. */
export function letGo(client: QueryClient, id: string, why: Tombstone["gone"]): void {
  leaving.set((ids) => new Set(ids).add(id));
  setTimeout(() => {
    hidePost(id);
    dropPost(client, id, why);
  }, LEAVE_MS);
}

export const useIsLeaving = (id: string): boolean => useStore(leaving).has(id);

export const isExpired = (post: Pick<Post, "expires_at">): boolean =>
  post.expires_at !== null && Date.parse(post.expires_at) <= now();

const LOCAL = "local-";
export const newLocalId = (): string => LOCAL + crypto.randomUUID();
const madeHere = new Map<string, string>();
/** What a crud is known by in a list: the same before and after the API has given it its id. */
export const keyOf = (post: Pick<Post, "id">): string => madeHere.get(post.id) ?? post.id;
/** Shown before the API has answered. */
export const isPending = (post: Pick<Post, "id">): boolean => post.id.startsWith(LOCAL);

function shown(posts: readonly Post[], hidden: ReadonlySet<string>): Post[] {
  const seen = new Set<string>();
  return posts.filter((post) => {
    if (seen.has(post.id) || hidden.has(post.id) || isExpired(post)) return false;
    seen.add(post.id);
    return true;
  });
}

interface Listed {
  pages: readonly { items: readonly Post[] }[];
}

/** The cruds of all loaded pages: each once, none hidden, none expired. */
export const visiblePosts = (pages: Listed | undefined, hidden: ReadonlySet<string>): Post[] =>
  shown(pages?.pages.flatMap((page) => page.items) ?? [], hidden);

export function useVisiblePosts(pages: Listed | undefined): Post[] {
  const hidden = useStore(gone);
  return useMemo(() => visiblePosts(pages, hidden), [pages, hidden]);
}

export const useIsGone = (id: string): boolean => useStore(gone).has(id);

type Change = (post: Post) => Post;

/** The crud itself, or the one it quotes. */
function changed(post: Post, id: string, change: Change): Post {
  if (post.id === id) return change(post);
  const { quote } = post;
  if (quote?.post?.id !== id) return post;
  const inner = change({ ...quote.post, quote: null });
  return { ...post, quote: { ...quote, post: { ...inner, quote: null } } };
}

const changedItem = <T extends Post | Tombstone>(one: T, id: string, change: Change) =>
  isTombstone(one) ? one : changed(one, id, change);

/** A fresh copy in the place of an old one, which may say what brought it into the list. */
export const mergePost = (old: Post, fresh: Post): Post => ({
  ...fresh,
  ...(old.reposted_by && { reposted_by: old.reposted_by, reposters: old.reposters }),
  ...(old.tag !== undefined && { tag: old.tag }),
});

const mapPages = <Page, Data extends { pages: Page[] }>(
  data: Data | undefined,
  change: (page: Page) => Page,
): Data | undefined => data && { ...data, pages: data.pages.map(change) };

/** Replaces every cached copy of a crud. */
export function replacePost(client: QueryClient, id: string, change: Change): void {
  client.setQueriesData<PostPages>({ queryKey: allLists }, (data) =>
    mapPages(data, (page: PostPages["pages"][number]) => ({
      ...page,
      items: page.items.map((post) => changed(post, id, change)),
    })),
  );
  client.setQueriesData<ThreadPages>({ queryKey: allThreads }, (data) =>
    mapPages(data, (page: ThreadPage) => ({
      ...page,
      ancestors: page.ancestors.map((one) => changedItem(one, id, change)),
      post: changedItem(page.post, id, change),
      items: page.items.map((post) => changed(post, id, change)),
    })),
  );
  client.setQueriesData<Post>({ queryKey: ["post"] }, (post) => post && changed(post, id, change));
}

/** Any copy that is loaded. */
export function findPost(client: QueryClient, id: string): Post | undefined {
  const own = client.getQueryData<Post>(postKey(id));
  if (own) return own;
  const lists = client.getQueriesData<PostPages>({ queryKey: allLists });
  const threads = client.getQueriesData<ThreadPages>({ queryKey: allThreads });
  const inThreads = threads.flatMap(([, data]) =>
    (data?.pages ?? []).flatMap((page) => [page.post, ...page.ancestors, ...page.items]),
  );
  const all = [
    ...lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? []),
    ...inThreads.filter((one): one is Post => !isTombstone(one)),
  ];
  return all.find((post) => post.id === id);
}

/** The lists that a crud of one's own belongs to. */
export function feedsOf({ author: { handle }, reply_to: parent, media }: Post): Feed[] {
  // A reply to somebody else belongs to its thread, not to the feeds of followers.
  const toOneself = parent === null || parent.author?.handle === handle;
  const tabs: Tab[] = ["replies"];
  if (toOneself) tabs.push("cruds");
  if (media.length > 0) tabs.push("media");
  return [
    ...(handle === null ? [] : tabs.map((tab) => ({ handle, tab }))),
    ...(parent === null ? (["public"] as const) : []),
    ...(toOneself ? (["home"] as const) : []),
  ];
}

/** Puts a new crud on top of the lists that it belongs to, are loaded and do not have it. */
export function insertPost(client: QueryClient, post: Post): void {
  if (post.reply_to) insertReply(client, post, post.reply_to.id);
  for (const feed of feedsOf(post)) {
    client.setQueryData<PostPages>(listKey(feed), (data) => {
      const [first, ...rest] = data?.pages ?? [];
      if (!data || !first || first.items.some(({ id }) => id === post.id)) return data;
      return { ...data, pages: [{ ...first, items: [post, ...first.items] }, ...rest] };
    });
  }
}

/** An answer stands last in the thread of what it answers. */
function insertReply(client: QueryClient, post: Post, parent: string): void {
  client.setQueryData<ThreadPages>(threadKey(parent), (data) => {
    const last = data?.pages.at(-1);
    if (!data || !last) return data;
    if (data.pages.some((page) => page.items.some(({ id }) => id === post.id))) return data;
    return {
      ...data,
      pages: [...data.pages.slice(0, -1), { ...last, items: [...last.items, post] }],
    };
  });
}

export function countReply(client: QueryClient, parent: string, change: 1 | -1): void {
  replacePost(client, parent, (post) => ({
    ...post,
    counts: { ...post.counts, replies: Math.max(0, post.counts.replies + change) },
  }));
}

const JUST_NOW_MS = 30_000;
const published = new Set<Post>();

/** Puts what was published a moment ago into what was read meanwhile, perhaps before it was there. */
export function insertPublished(client: QueryClient): void {
  published.forEach((post) => insertPost(client, post));
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
  published.add(post);
  setTimeout(() => published.delete(post), JUST_NOW_MS);
  client.setQueryData(postKey(post.id), post);
  void client.refetchQueries({ queryKey: allLists, fetchStatus: "fetching" });
}

function without(post: Post, id: string): Post {
  const { quote } = post;
  if (quote?.post?.id !== id) return post;
  return { ...post, quote: { state: "unavailable", post: null } };
}

/** Takes a crud out of every list for good; in threads and quotes its place says so. */
export function dropPost(
  client: QueryClient,
  id: string,
  why: Tombstone["gone"] = "deleted",
): void {
  const kept = (posts: readonly Post[]) =>
    posts.filter((post) => post.id !== id).map((post) => without(post, id));
  const orTombstone = (one: Post | Tombstone): Post | Tombstone => {
    if (one.id === id) return { id, gone: why };
    return isTombstone(one) ? one : without(one, id);
  };
  client.setQueriesData<PostPages>({ queryKey: allLists }, (data) =>
    mapPages(data, (page: PostPages["pages"][number]) => ({ ...page, items: kept(page.items) })),
  );
  client.setQueriesData<ThreadPages>({ queryKey: allThreads }, (data) =>
    mapPages(data, (page: ThreadPage) => ({
      ...page,
      ancestors: page.ancestors.map(orTombstone),
      post: orTombstone(page.post),
      items: kept(page.items),
    })),
  );
  client.removeQueries({ queryKey: postKey(id) });
}

/** Takes a crud out of one list only, as when a bookmark is removed. */
export function takeFromList(client: QueryClient, feed: Feed, id: string): void {
  client.setQueryData<PostPages>(listKey(feed), (data) =>
    mapPages(data, (page: PostPages["pages"][number]) => ({
      ...page,
      items: page.items.filter((post) => post.id !== id),
    })),
  );
}
