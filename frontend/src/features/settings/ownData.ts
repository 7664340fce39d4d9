import { queryOptions } from "@tanstack/react-query";
import { authorisedFetch } from "@/api/client";
import { errorFrom } from "@/api/errors";
import type { Export, FollowImport, Me } from "@/api/types";

const POLL_MS = 2_000;
/** A download's address is good for 15 minutes. */
const ANEW_MS = 10 * 60_000;

interface Asking {
  body?: BodyInit;
  type?: string;
  signal?: AbortSignal;
}

async function ask(method: string, path: string, { body, type, signal }: Asking = {}) {
  const request = new Request(new URL(`/api/v1${path}`, window.location.origin), {
    method,
    ...(body === undefined ? {} : { body, headers: { "Content-Type": type ?? "" } }),
    ...(signal ? { signal } : {}),
  });
  const response = await authorisedFetch(request);
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw errorFrom(response.status, answer);
  return answer;
}

export const startExport = () => ask("POST", "/me/export") as Promise<Export>;
export const startImport = (csv: string) =>
  ask("POST", "/me/import", { body: csv, type: "text/csv" }) as Promise<FollowImport>;
export const askToLeave = (handle: string) =>
  ask("DELETE", "/me", {
    body: JSON.stringify({ handle }),
    type: "application/json",
  }) as Promise<Me>;
export const stay = () => ask("POST", "/me/restore") as Promise<Me>;

const atWork = (state: string | undefined) => state === "waiting" || state === "running";

/** While it is made, how far it is; once it is there, an address that always works. */
export const exportQuery = queryOptions({
  queryKey: ["me", "export"],
  queryFn: ({ signal }) => ask("GET", "/me/export", { signal }) as Promise<Export>,
  refetchInterval: ({ state: { data } }) =>
    atWork(data?.state) ? POLL_MS : data?.state === "ready" ? ANEW_MS : false,
  refetchOnWindowFocus: "always",
});

export const importQuery = queryOptions({
  queryKey: ["me", "import"],
  queryFn: ({ signal }) => ask("GET", "/me/import", { signal }) as Promise<FollowImport>,
  refetchInterval: ({ state: { data } }) => (atWork(data?.state) ? POLL_MS : false),
});
