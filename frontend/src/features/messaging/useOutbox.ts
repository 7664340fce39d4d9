import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { now } from "@/lib/clock";
import { useStore } from "@/lib/store";
import { deliver, wake } from "./delivery";
import { outbox, unsentIn, update, type Content, type Unsent } from "./outbox";

let last = 0;

/** Two of the same millisecond are still one after the other. */
function written(): string {
  last = Math.max(now(), last + 1);
  return new Date(last).toISOString();
}

const untried = { state: "sending", reason: null, tries: 0, notBefore: 0, bidden: false } as const;

/** Shows a message as sending, and sends it. */
export function put(client: QueryClient, conversationId: string, content: Content): void {
  const clientId = crypto.randomUUID();
  outbox.put(clientId, {
    clientId,
    conversationId,
    ...content,
    createdAt: written(),
    ...untried,
  });
  deliver(client, conversationId);
  wake();
}

interface OutboxActions {
  unsent: Unsent[];
  send: (content: Content) => void;
  /** Sends again under the same client_id, so that it can never become two. */
  retry: (unsent: Unsent) => void;
  discard: (unsent: Unsent) => void;
}

export function useOutbox(conversationId: string): OutboxActions {
  const client = useQueryClient();
  const all = useStore(outbox);
  const unsent = useMemo(() => unsentIn(all, conversationId), [all, conversationId]);
  const send = useCallback(
    (content: Content) => put(client, conversationId, content),
    [client, conversationId],
  );
  const retry = useCallback(
    (one: Unsent) => {
      update(one.clientId, untried);
      deliver(client, one.conversationId);
      wake();
    },
    [client],
  );
  const discard = useCallback((one: Unsent) => outbox.put(one.clientId, null), []);
  return { unsent, send, retry, discard };
}
