import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { PostPage } from "@/api/types";
import { compareIds } from "@/lib/ids";
import { isPending } from "@/features/posts/cache";
import { feedQuery, fetchFeed, listKey, type PostPages } from "@/features/posts/queries";

export type LiveFeed = "home" | "public";

const POLL_MS = 30_000;
const peekKey = (feed: LiveFeed) => ["peek", feed];

/** How many of a fresh first page stand above what is shown, one's own aside. */
export function countNew(shown: PostPages | undefined, fresh: PostPage | undefined): number {
  if (!shown || !fresh) return 0;
  const there = shown.pages[0]?.items.filter((post) => !isPending(post)) ?? [];
  const known = new Set(there.map((post) => post.id));
  const newest = there
    .filter((post) => !post.reposted_by)
    .map((post) => post.id)
    .sort(compareIds)
    .at(-1);
  const first = fresh.items.findIndex((post) => known.has(post.id));
  const above = first === -1 ? fresh.items : fresh.items.slice(0, first);
  return above.filter(
    (post) =>
      !post.viewer.is_author &&
      (post.reposted_by !== undefined || newest === undefined || compareIds(post.id, newest) > 0),
  ).length;
}

/** What is loaded of a feed, without loading it. */
export function useShown(feed: LiveFeed): { shown: PostPages | undefined; since: number } {
  const { data, dataUpdatedAt } = useQuery({
    queryKey: listKey(feed),
    enabled: false,
    queryFn: () => Promise.reject<PostPages>(new Error("read only")),
  });
  return { shown: data, since: dataUpdatedAt };
}

/** Looks whether there are newer cruds, without moving those that are being read. */
export function useNewPosts(
  feed: LiveFeed,
  shown: PostPages,
  since: number,
): { count: number; show: () => void } {
  const client = useQueryClient();
  const { data: fresh } = useQuery({
    queryKey: peekKey(feed),
    queryFn: ({ signal }) => fetchFeed(feed, null, signal),
    initialData: () => shown.pages[0],
    initialDataUpdatedAt: since,
    refetchInterval: feed === "public" ? POLL_MS : false,
    refetchOnWindowFocus: true,
    staleTime: feed === "public" ? POLL_MS : Infinity,
  });
  const count = useMemo(() => countNew(shown, fresh), [shown, fresh]);
  const show = () => {
    if (!fresh) return;
    client.setQueryData<PostPages>(feedQuery(feed).queryKey, {
      pages: [fresh],
      pageParams: [null],
    });
    window.scrollTo({ top: 0 });
  };
  return { count, show };
}

let due: ReturnType<typeof setTimeout> | undefined;
const GATHER_MS = 400;
const SPREAD_MS = 1_200;

/** A person one follows has posted: look, but not once for every one of a burst. */
export function noticePost(client: QueryClient): void {
  due ??= setTimeout(
    () => {
      due = undefined;
      void client.invalidateQueries({ queryKey: peekKey("home") });
    },
    GATHER_MS + Math.random() * SPREAD_MS,
  );
}

/** Something may have been missed: look at both. */
export function noticeResync(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ["peek"] });
}
