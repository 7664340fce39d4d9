import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, unwrap } from "@/api/client";
import { inWords, isNotFound } from "@/api/errors";
import type { Conversation } from "@/api/types";
import { allLists } from "@/features/posts/queries";
import { later } from "@/lib/later";
import { createStore, useStore } from "@/lib/store";
import { toast } from "@/ui/toasts";
import { dropConversation, putConversation } from "./conversations";
import { changeSummary, summaryQuery } from "./summary";

/* Answers to message requests. Whoever wrote is told of none of them. */

const UNDO_MS = 5_000;

const declined = createStore<ReadonlySet<string>>(new Set());

/** Ids of requests that are out of sight already, and declined in a moment. */
export const useDeclined = (): ReadonlySet<string> => useStore(declined);

const setDeclined = (id: string, isIt: boolean) =>
  declined.set((ids) => new Set(isIt ? [...ids, id] : [...ids].filter((one) => one !== id)));

const at = (id: string) => ({ params: { path: { conversation_id: id } }, keepalive: true });

/** Done before it is shown: what is read of it is told only once it is accepted. */
async function accept(client: QueryClient, { id }: Conversation): Promise<void> {
  try {
    const path = "/api/v1/conversations/{conversation_id}/accept";
    putConversation(client, await unwrap(api.POST(path, at(id))));
    changeSummary(client, "requests", -1);
  } catch (error) {
    if (isNotFound(error)) dropConversation(client, id);
    void client.invalidateQueries({ queryKey: summaryQuery.queryKey });
    toast(`Not accepted. ${inWords(error)}`);
  }
}

const decline = (id: string) =>
  unwrap(api.POST("/api/v1/conversations/{conversation_id}/decline", at(id)));

async function block(client: QueryClient, handle: string): Promise<void> {
  const init = { params: { path: { handle } }, keepalive: true };
  await unwrap(api.PUT("/api/v1/profiles/{handle}/block", init));
  void client.invalidateQueries({ queryKey: ["profile", handle] });
  void client.invalidateQueries({ queryKey: allLists });
}

/** What is not there any more needs no answer. */
async function unlessGone(sending: Promise<unknown>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Sends what was not undone. */
async function finish(client: QueryClient, id: string, send: () => Promise<unknown>) {
  try {
    await send();
    dropConversation(client, id);
  } catch (error) {
    toast(`The request is still there. ${inWords(error)}`);
  }
  setDeclined(id, false);
  void client.invalidateQueries({ queryKey: summaryQuery.queryKey });
}

/** Out of sight at once, and sent when the seconds for undoing are over. */
function putAway(client: QueryClient, id: string, words: string, send: () => Promise<unknown>) {
  setDeclined(id, true);
  changeSummary(client, "requests", -1);
  const cancel = later(() => void finish(client, id, send), UNDO_MS);
  toast(words, {
    stays: UNDO_MS,
    action: {
      label: "Undo",
      run: () => {
        cancel();
        setDeclined(id, false);
        changeSummary(client, "requests", 1);
      },
    },
  });
}

interface Answering {
  accept: (request: Conversation) => void;
  /** Can be taken back for a few seconds. */
  decline: (request: Conversation) => void;
  /** Also blocks who wrote; can be taken back for a few seconds. */
  block: (request: Conversation, handle: string) => void;
}

export function useAnswering(): Answering {
  const client = useQueryClient();
  return useMemo(
    () => ({
      accept: (request) => void accept(client, request),
      decline: ({ id }) =>
        putAway(client, id, "Request deleted. Nobody is told.", () => unlessGone(decline(id))),
      block: ({ id }, handle) =>
        putAway(client, id, `@${handle} is blocked, and is not told.`, async () => {
          await unlessGone(block(client, handle));
          await unlessGone(decline(id));
        }),
    }),
    [client],
  );
}
