import { queryOptions, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { inWords, isNotFound } from "@/api/errors";
import type { Author, ListWith, OwnList } from "@/api/types";
import { listKey } from "@/features/posts/queries";
import { later } from "@/lib/later";
import { toast } from "@/ui/toasts";
import { createAway } from "./away";

/* Lists of people: one's own, and nobody else knows of them. */

export const LONGEST_NAME = 50;

export const peopleInWords = (count: number): string =>
  `${count.toLocaleString()} ${count === 1 ? "person" : "people"}`;

/** All that is known of lists; read anew with all else that is one's own. */
export const listsKey = ["me", "lists"];
// More than one may have, of lists as of people in a list.
const all = { limit: 100 };
const init = (list_id: string) => ({ params: { path: { list_id } } });

export const listsQuery = queryOptions({
  queryKey: [...listsKey, "all"],
  queryFn: async ({ signal }): Promise<OwnList[]> =>
    (await unwrap(api.GET("/api/v1/me/lists", { params: { query: all }, signal }))).items,
});

export const listQuery = (id: string) =>
  queryOptions({
    queryKey: [...listsKey, "one", id],
    queryFn: ({ signal }): Promise<OwnList> =>
      unwrap(api.GET("/api/v1/me/lists/{list_id}", { ...init(id), signal })),
  });

/** Who is in a list, last added first. */
export const listPeopleQuery = (id: string) =>
  queryOptions({
    queryKey: [...listsKey, "people", id],
    queryFn: async ({ signal }): Promise<Author[]> => {
      const params = { path: { list_id: id }, query: all };
      const answer = api.GET("/api/v1/me/lists/{list_id}/people", { params, signal });
      return (await unwrap(answer)).items;
    },
  });

/** One's lists, and whether a person is in each. */
export const listsWithQuery = (handle: string) =>
  queryOptions({
    queryKey: [...listsKey, "with", handle],
    queryFn: async ({ signal }): Promise<ListWith[]> => {
      const answer = api.GET("/api/v1/profiles/{handle}/lists", {
        params: { path: { handle }, query: all },
        signal,
      });
      return (await unwrap(answer)).items;
    },
  });

const { useAway, hide, show } = createAway();
/** Those that are deleted, but for the few seconds in which that can be undone. */
export const useDeletedLists = useAway;

const UNDO_MS = 5_000;
const waiting = new Map<string, () => Promise<void>>();

async function finish(client: QueryClient, { id, name }: OwnList): Promise<void> {
  waiting.delete(name.toLowerCase());
  try {
    await unwrap(api.DELETE("/api/v1/me/lists/{list_id}", { ...init(id), keepalive: true }));
  } catch (error) {
    if (!isNotFound(error)) {
      show(id);
      toast(`“${name}” was not deleted. ${inWords(error)}`);
      return;
    }
  }
  client.setQueryData(listsQuery.queryKey, (lists) => lists?.filter((one) => one.id !== id));
  client.removeQueries({ queryKey: listQuery(id).queryKey });
  client.removeQueries({ queryKey: listKey({ list: id }) });
  show(id);
  void client.invalidateQueries({ queryKey: listsKey });
}

/** Takes a list away, for good once the few seconds for undoing are over. */
export function useDeleteList(): (list: OwnList) => void {
  const client = useQueryClient();
  return (list) => {
    hide(list.id);
    const cancel = later(() => void finish(client, list), UNDO_MS);
    const back = () => {
      cancel();
      waiting.delete(list.name.toLowerCase());
      show(list.id);
    };
    const dismiss = toast(`“${list.name}” is deleted`, {
      stays: UNDO_MS,
      action: { label: "Undo", run: back },
    });
    waiting.set(list.name.toLowerCase(), () => {
      cancel();
      dismiss();
      return finish(client, list);
    });
  };
}

/** The name of a list that is being deleted is free as soon as somebody wants it. */
const freeName = async (name: string) => waiting.get(name.toLowerCase())?.();

export async function makeList(client: QueryClient, name: string): Promise<OwnList> {
  await freeName(name);
  const list = await unwrap(api.POST("/api/v1/me/lists", { body: { name } }));
  client.setQueryData(listQuery(list.id).queryKey, list);
  await client.invalidateQueries({ queryKey: listsKey });
  return list;
}

export async function renameList(client: QueryClient, id: string, name: string): Promise<void> {
  await freeName(name);
  const body = { name };
  const list = await unwrap(api.PATCH("/api/v1/me/lists/{list_id}", { ...init(id), body }));
  client.setQueryData(listQuery(id).queryKey, list);
  await client.invalidateQueries({ queryKey: listsKey });
}
