import type { QueryClient } from "@tanstack/react-query";
import { isNotFound } from "@/api/errors";
import { findPost, letGo, mergePost, replacePost } from "./cache";
import { allThreads, fetchPost } from "./queries";

const GATHER_MS = 250;
const SPREAD_MS = 750;
const due = new Set<string>();

/** A crud in sight has changed: read it again, once for a burst, and patch every copy. */
export function noticePostChanged(client: QueryClient, id: string): void {
  if (due.has(id) || !findPost(client, id)) return;
  due.add(id);
  setTimeout(
    () => {
      due.delete(id);
      fetchPost(id)
        .then((fresh) => replacePost(client, id, (old) => mergePost(old, fresh)))
        .catch((error: unknown) => {
          if (isNotFound(error)) letGo(client, id, "unavailable");
        });
    },
    GATHER_MS + Math.random() * SPREAD_MS,
  );
}

/** A crud is no more, or no more for this person: it folds away. */
export function noticePostGone(client: QueryClient, id: string): void {
  letGo(client, id, "unavailable");
}

/** Something may have been missed: what is in sight is read again. */
export function noticeResync(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: allThreads });
  void client.invalidateQueries({ queryKey: ["post"] });
}
