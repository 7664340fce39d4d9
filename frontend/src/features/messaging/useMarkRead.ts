import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Conversation, Message } from "@/api/types";
import { changeConversation, putConversation } from "./conversations";
import { changeSummary } from "./summary";

const isLooking = () => document.visibilityState === "visible" && document.hasFocus();

/** Whether the page is in sight, and the one that keys go to. */
export function useLooking(): boolean {
  const [looking, setLooking] = useState(isLooking);
  useEffect(() => {
    const look = () => setLooking(isLooking());
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    window.addEventListener("blur", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
      window.removeEventListener("blur", look);
    };
  }, []);
  return looking;
}

const telling = new Map<string, string>();

/** Says how far one has read; further on meanwhile, once more after. */
async function tell(client: QueryClient, id: string, messageId: string): Promise<void> {
  const busy = telling.has(id);
  telling.set(id, messageId);
  if (busy) return;
  try {
    for (let to: string | null = messageId; to !== null;) {
      const path = "/api/v1/conversations/{conversation_id}/read";
      const init = { params: { path: { conversation_id: id } }, body: { message_id: to } };
      const answer = await unwrap(api.POST(path, init));
      const next: string | undefined = telling.get(id);
      if (next === to) putConversation(client, answer);
      to = next === undefined || next === to ? null : next;
    }
  } catch {
    // Said again with the next message, or when it is next opened.
  } finally {
    telling.delete(id);
  }
}

/** Says how far one has read while the newest message is in sight of somebody who looks. */
export function useMarkRead(
  conversation: Conversation,
  newest: Message | undefined,
  inSight: boolean,
): void {
  const client = useQueryClient();
  const looking = useLooking();
  const { id, unread, muted, read_to: readTo, marked_unread: marked, state } = conversation;
  const opened = useRef(true);
  const newestId = newest?.id;

  useEffect(() => {
    if (!looking || !inSight || newestId === undefined || state !== "in") return;
    const onOpening = opened.current && marked;
    opened.current = false;
    if ((readTo ?? "") >= newestId && unread === 0 && !onOpening) return;
    if ((unread > 0 || marked) && !muted) changeSummary(client, "unread", -1);
    changeConversation(client, id, (one) => ({
      ...one,
      unread: 0,
      marked_unread: false,
      read_to: newestId,
    }));
    void tell(client, id, newestId);
  }, [client, looking, inSight, id, newestId, readTo, unread, muted, marked, state]);
}
