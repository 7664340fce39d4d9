import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { api, unwrap } from "@/api/client";
import { ApiError, inWords } from "@/api/errors";
import { now } from "@/lib/clock";
import { createKeptStore, useStore } from "@/lib/store";
import { addMessage, changeConversation } from "./cache";

/** A message that is not known to have been sent. */
export interface Unsent {
  clientId: string;
  conversationId: string;
  text: string;
  createdAt: string;
  state: "sending" | "failed";
  reason: string | null;
}

const unsure = "The page closed before this was surely sent.";

/** Kept over reloads, so that nothing typed is lost and nothing unsent looks sent. */
export const outbox = createKeptStore<Unsent[]>("cruddur.outbox", []);
outbox.set((all) => all.map((one) => ({ ...one, state: "failed", reason: one.reason ?? unsure })));

const update = (clientId: string, changes: Partial<Unsent>) =>
  outbox.set((all) => all.map((one) => (one.clientId === clientId ? { ...one, ...changes } : one)));

const drop = (clientId: string) =>
  outbox.set((all) => all.filter((one) => one.clientId !== clientId));

/** Sends of one conversation go one after another, so that they arrive in order. */
const lines = new Map<string, Promise<void>>();

async function deliver(client: QueryClient, unsent: Unsent): Promise<void> {
  const { clientId, conversationId, text } = unsent;
  try {
    const message = await unwrap(
      api.POST("/api/v1/conversations/{conversation_id}/messages", {
        params: { path: { conversation_id: conversationId } },
        body: { text, client_id: clientId },
      }),
    );
    await addMessage(client, message);
    drop(clientId);
    changeConversation(client, conversationId, (one) => ({
      ...one,
      last_message: message,
      last_activity_at: message.created_at,
    }));
  } catch (error) {
    const field = error instanceof ApiError ? error.field("text") : undefined;
    update(clientId, { state: "failed", reason: field ?? inWords(error) });
  }
}

function enqueue(client: QueryClient, unsent: Unsent): void {
  const before = lines.get(unsent.conversationId) ?? Promise.resolve();
  lines.set(
    unsent.conversationId,
    before.then(() => deliver(client, unsent)),
  );
}

interface OutboxActions {
  unsent: Unsent[];
  send: (text: string) => void;
  /** Sends again under the same client_id, so that it can never become two. */
  retry: (unsent: Unsent) => void;
  discard: (unsent: Unsent) => void;
}

export function useOutbox(conversationId: string): OutboxActions {
  const client = useQueryClient();
  const all = useStore(outbox);
  const unsent = useMemo(
    () => all.filter((one) => one.conversationId === conversationId),
    [all, conversationId],
  );
  const send = useCallback(
    (text: string) => {
      const fresh: Unsent = {
        clientId: crypto.randomUUID(),
        conversationId,
        text,
        createdAt: new Date(now()).toISOString(),
        state: "sending",
        reason: null,
      };
      outbox.set((others) => [...others, fresh]);
      enqueue(client, fresh);
    },
    [client, conversationId],
  );
  const retry = useCallback(
    (one: Unsent) => {
      update(one.clientId, { state: "sending", reason: null });
      enqueue(client, one);
    },
    [client],
  );
  const discard = useCallback((one: Unsent) => drop(one.clientId), []);
  return { unsent, send, retry, discard };
}
