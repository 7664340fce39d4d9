import type { QueryClient } from "@tanstack/react-query";
import { putConversation, pullNewest } from "./cache";
import { conversationQuery, inboxQuery } from "./queries";

const GATHER_MS = 120;
const due = new Map<string, ReturnType<typeof setTimeout>>();

/** Runs once for a burst of the same thing. */
function soon(key: string, act: () => Promise<unknown>): void {
  if (due.has(key)) return;
  due.set(
    key,
    setTimeout(() => {
      due.delete(key);
      act().catch(() => undefined);
    }, GATHER_MS),
  );
}

export function noticeMessage(client: QueryClient, id: string): void {
  soon(`message ${id}`, () => pullNewest(client, id));
}

export function noticeInbox(client: QueryClient, id: string): void {
  soon(`inbox ${id}`, async () => {
    putConversation(client, await client.query({ ...conversationQuery(id), staleTime: 0 }));
  });
}

/** Something may have been missed: the inbox anew, and the newest of each thread in sight. */
export function noticeResync(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: inboxQuery.queryKey });
  void client.invalidateQueries({ queryKey: ["conversation"] });
  client.removeQueries({ queryKey: ["messages"], type: "inactive" });
  for (const query of client.getQueryCache().findAll({ queryKey: ["messages"], type: "active" })) {
    const id = query.queryKey[1] as string;
    soon(`message ${id}`, () => pullNewest(client, id));
  }
}
