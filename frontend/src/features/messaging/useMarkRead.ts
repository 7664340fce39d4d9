import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Conversation, Message } from "@/api/types";
import { changeConversation, putConversation } from "./cache";

function useVisible(): boolean {
  const [visible, setVisible] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return visible;
}

/** Says how far one has read while the thread is in sight. */
export function useMarkRead(conversation: Conversation, newest: Message | undefined): void {
  const client = useQueryClient();
  const visible = useVisible();
  const told = useRef<string>(undefined);
  const { id, unread } = conversation;
  const newestId = newest?.id;

  useEffect(() => {
    if (!visible || newestId === undefined) return;
    if (unread === 0 || (told.current === newestId && unread === 0)) return;
    told.current = newestId;
    changeConversation(client, id, (one) => ({ ...one, unread: 0 }));
    unwrap(
      api.POST("/api/v1/conversations/{conversation_id}/read", {
        params: { path: { conversation_id: id } },
        body: { message_id: newestId },
      }),
    ).then(
      (changed) => putConversation(client, changed),
      () => undefined,
    );
  }, [client, visible, id, newestId, unread]);
}
