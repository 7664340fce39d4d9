import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { inWords } from "@/api/errors";
import type { MutedWord, MyBlocks, MyMutes, NewMutedWord } from "@/api/types";
import { allLists } from "@/features/posts/queries";
import { toast } from "@/ui/toasts";

/* What is kept out of sight, and what is followed. Keys below "me" are read anew with it. */

const from = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const mutesQuery = infiniteQueryOptions({
  queryKey: ["me", "mutes"],
  queryFn: ({ pageParam, signal }): Promise<MyMutes> =>
    unwrap(api.GET("/api/v1/me/mutes", { params: { query: from(pageParam) }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last: MyMutes) => last.next,
});

export const blocksQuery = infiniteQueryOptions({
  queryKey: ["me", "blocks"],
  queryFn: ({ pageParam, signal }): Promise<MyBlocks> =>
    unwrap(api.GET("/api/v1/me/blocks", { params: { query: from(pageParam) }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last: MyBlocks) => last.next,
});

const most = (cursor: string | null) => ({ query: { limit: 100, ...from(cursor) } });

/** The whole of a list that cannot be long. */
async function all<Item>(
  page: (cursor: string | null) => Promise<{ items: Item[]; next: string | null }>,
  cursor: string | null = null,
): Promise<Item[]> {
  const { items, next } = await page(cursor);
  return next ? [...items, ...(await all(page, next))] : items;
}

export const wordsQuery = queryOptions({
  queryKey: ["me", "muted-words"],
  queryFn: ({ signal }): Promise<MutedWord[]> =>
    all((cursor) => unwrap(api.GET("/api/v1/me/muted-words", { params: most(cursor), signal }))),
});

export const tagsQuery = queryOptions({
  queryKey: ["me", "tags"],
  queryFn: ({ signal }): Promise<{ name: string }[]> =>
    all((cursor) => unwrap(api.GET("/api/v1/me/tags", { params: most(cursor), signal }))),
});

const handleInit = (handle: string) => ({ params: { path: { handle } } });
const wordInit = (word_id: string) => ({ params: { path: { word_id } } });
const tagInit = (tag: string) => ({ params: { path: { tag } } });

export const unmute = (handle: string) =>
  unwrap(api.DELETE("/api/v1/profiles/{handle}/mute", handleInit(handle)));
export const muteAgain = (handle: string, until: string | null) =>
  unwrap(api.PUT("/api/v1/profiles/{handle}/mute", { ...handleInit(handle), body: { until } }));
export const unblock = (handle: string) =>
  unwrap(api.DELETE("/api/v1/profiles/{handle}/block", handleInit(handle)));
export const blockAgain = (handle: string) =>
  unwrap(api.PUT("/api/v1/profiles/{handle}/block", handleInit(handle)));
export const addWord = (word: NewMutedWord) =>
  unwrap(api.POST("/api/v1/me/muted-words", { body: word }));
export const changeWord = (id: string, changes: Partial<NewMutedWord>) =>
  unwrap(api.PATCH("/api/v1/me/muted-words/{word_id}", { ...wordInit(id), body: changes }));
export const removeWord = (id: string) =>
  unwrap(api.DELETE("/api/v1/me/muted-words/{word_id}", wordInit(id)));
export const unfollowTag = (tag: string) =>
  unwrap(api.DELETE("/api/v1/tags/{tag}/follow", tagInit(tag)));
export const followTag = (tag: string) =>
  unwrap(api.PUT("/api/v1/tags/{tag}/follow", tagInit(tag)));

/** What one sees in feeds and on profiles may be different now. */
export function useRefreshFeeds(): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: allLists });
    void client.invalidateQueries({ queryKey: ["profile"] });
  };
}

interface Removal {
  id: string;
  send: () => Promise<unknown>;
  back: () => Promise<unknown>;
  /** Once it is done: "No longer muted". */
  done: string;
  /** Where it is refused: "Still muted." */
  refused: string;
}

interface Removing {
  isHidden: (id: string) => boolean;
  remove: (removal: Removal) => Promise<void>;
}

/** Takes rows off a list at once, with a way back; one that is refused is there again. */
export function useRemoval(queryKey: readonly string[]): Removing {
  const client = useQueryClient();
  const refreshFeeds = useRefreshFeeds();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const show = (id: string) => setHidden((all) => all.filter((one) => one !== id));
  const refresh = async () => {
    refreshFeeds();
    await client.invalidateQueries({ queryKey });
  };
  const takeBack = ({ id, back }: Removal) =>
    back()
      .then(refresh)
      .then(() => show(id))
      .catch((error: unknown) => void toast(`That did not come back. ${inWords(error)}`));
  return {
    isHidden: (id) => hidden.includes(id),
    remove: async (removal) => {
      setHidden((all) => [...all, removal.id]);
      try {
        await removal.send();
      } catch (error) {
        show(removal.id);
        toast(`${removal.refused} ${inWords(error)}`);
        return;
      }
      toast(removal.done, { action: { label: "Undo", run: () => void takeBack(removal) } });
      await refresh();
    },
  };
}
