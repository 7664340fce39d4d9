import { queryOptions, useQuery, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { useSession } from "@/api/session";
import type { Summary } from "@/api/types";

/** How many conversations have something unread, and how many requests wait; each up to 100. */
export const summaryQuery = queryOptions({
  queryKey: ["conversations", "summary"],
  queryFn: ({ signal }): Promise<Summary> =>
    unwrap(api.GET("/api/v1/conversations/summary", { signal })),
  staleTime: Infinity,
});

export function useSummary(): Summary {
  const signedIn = useSession() === "signed-in";
  const { data } = useQuery({ ...summaryQuery, enabled: signedIn });
  return data ?? { unread: 0, requests: 0 };
}

/** One more or one less that waits, before the server has counted. */
export function changeSummary(client: QueryClient, what: keyof Summary, by: 1 | -1): void {
  client.setQueryData(
    summaryQuery.queryKey,
    (there) => there && { ...there, [what]: Math.max(0, there[what] + by) },
  );
}
