import { useState } from "react";
import type { Conversation } from "@/api/types";

/**
 * The message after which "New messages" stands, or null for nowhere: where one had read to when
 * what is unread began, as the thread was opened or while one did not follow it. It stays there
 * while one reads, and what comes then does not move it where `pinned`: one has gone back to it.
 */
export function useUnreadFrom(
  conversation: Conversation,
  following: boolean,
  pinned: boolean,
): string | null {
  const { unread, read_to: readTo } = conversation;
  const [from, setFrom] = useState(unread > 0 ? (readTo ?? "") : null);
  const [waits, setWaits] = useState(unread > 0);
  if (!waits && unread > 0 && !following && !pinned) {
    setWaits(true);
    setFrom(readTo ?? "");
  } else if (waits && unread === 0) setWaits(false);
  return from;
}
