import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Export, FollowImport, Me } from "@/api/types";

const POLL_MS = 2_000;
/** A download's address is good for 15 minutes. */
const ANEW_MS = 10 * 60_000;

export const startExport = (): Promise<Export> => unwrap(api.POST("/api/v1/me/export"));
export const askToLeave = (handle: string): Promise<Me> =>
  unwrap(api.DELETE("/api/v1/me", { body: { handle } }));
export const stay = (): Promise<Me> => unwrap(api.POST("/api/v1/me/restore"));
export const startImport = (csv: string): Promise<FollowImport> =>
  unwrap(
    api.POST("/api/v1/me/import", {
      body: csv,
      bodySerializer: (text) => text,
      headers: { "Content-Type": "text/csv" },
    }),
  );

const atWork = (state: string | undefined) => state === "waiting" || state === "running";

/** While it is made, how far it is; once it is there, an address that always works. */
export const exportQuery = queryOptions({
  queryKey: ["me", "export"],
  queryFn: ({ signal }) => unwrap(api.GET("/api/v1/me/export", { signal })),
  refetchInterval: ({ state: { data } }) =>
    atWork(data?.state) ? POLL_MS : data?.state === "ready" ? ANEW_MS : false,
  refetchOnWindowFocus: "always",
});

export const importQuery = queryOptions({
  queryKey: ["me", "import"],
  queryFn: ({ signal }) => unwrap(api.GET("/api/v1/me/import", { signal })),
  refetchInterval: ({ state: { data } }) => (atWork(data?.state) ? POLL_MS : false),
});
