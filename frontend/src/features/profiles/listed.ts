import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Author, OwnList } from "@/api/types";
import { listKey } from "@/features/posts/queries";
import { listPeopleQuery, listsKey, listsWithQuery } from "./lists";

/** As much of a person as a list shows. */
export type Listable = Pick<Author, "display_name" | "avatar_url"> & { handle: string };

/** Somebody in a list, or not. */
interface Wish {
  id: string;
  person: Listable;
  on: boolean;
}

function send({ id, person, on }: Wish): Promise<OwnList> {
  const init = { params: { path: { list_id: id, handle: person.handle } } };
  const path = "/api/v1/me/lists/{list_id}/people/{handle}";
  return unwrap(on ? api.PUT(path, init) : api.DELETE(path, init));
}

/** On the pages of the list and for the person alike. */
function show(client: QueryClient, { id, person, on }: Wish): void {
  const { handle, display_name, avatar_url } = person;
  client.setQueryData(listsWithQuery(handle).queryKey, (lists) =>
    lists?.map((list) => (list.id === id ? { ...list, contains: on } : list)),
  );
  client.setQueryData(listPeopleQuery(id).queryKey, (people) => {
    const others = people?.filter((one) => one.handle !== handle);
    return on ? others && [{ handle, display_name, avatar_url }, ...others] : others;
  });
}

const mutationKey = ["listed"];

/** Puts people into lists, or takes them out: shown at once, and put back where it is refused. */
export function useListed() {
  const client = useQueryClient();
  return useMutation({
    mutationKey,
    networkMode: "always",
    // One after the other, so that the last wish is the one that stays.
    scope: { id: "listed" },
    mutationFn: send,
    onMutate: async (wish) => {
      await client.cancelQueries({ queryKey: listsKey });
      show(client, wish);
    },
    onError: (_error, wish) => show(client, { ...wish, on: !wish.on }),
    onSettled: (_list, _error, { id }) => {
      void client.resetQueries({ queryKey: listKey({ list: id }) });
      // What is read between two wishes would show the second one undone.
      if (client.isMutating({ mutationKey }) > 1) return;
      void client.invalidateQueries({ queryKey: listsKey });
    },
  });
}
