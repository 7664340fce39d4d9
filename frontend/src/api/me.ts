import { queryOptions, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "./client";
import { useSession } from "./session";
import type { Me, MeChanges } from "./types";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }): Promise<Me> => unwrap(api.GET("/api/v1/me", { signal })),
  staleTime: 5 * 60_000,
});

/** The signed-in person; undefined while signed out or not yet known. */
export function useMe(): Me | undefined {
  const signedIn = useSession() === "signed-in";
  const { data } = useQuery({ ...meQuery, enabled: signedIn });
  return signedIn ? data : undefined;
}

export const patchMe = (changes: MeChanges): Promise<Me> =>
  unwrap(api.PATCH("/api/v1/me", { body: changes }));

export function useChangeMe(): (changes: MeChanges) => Promise<Me> {
  const client = useQueryClient();
  return async (changes) => {
    const me = await patchMe(changes);
    rememberMe(client, me);
    return me;
  };
}

function rememberMe(client: QueryClient, me: Me): void {
  client.setQueryData(meQuery.queryKey, me);
  void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "me" });
}
