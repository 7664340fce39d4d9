import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { inWords } from "@/api/errors";
import { useMe } from "@/api/me";
import type { Conversation, Message } from "@/api/types";
import { useStore } from "@/lib/store";
import { toast } from "@/ui/toasts";
import { findMessage, pullNewest, showAround, showNewest } from "./cache";
import { deleting } from "./changes";
import { linesOf, type Line } from "./lines";
import { inOrder, isAtEnd } from "./pages";
import { messagesQuery } from "./queries";
import { setAbove } from "./reading";
import { useLooking, useMarkRead } from "./useMarkRead";
import { useOutbox } from "./useOutbox";
import { useCovered } from "./useCovered";
import { useScroll } from "./useScroll";
import { useUnreadFrom } from "./useUnreadFrom";

interface UnreadPlace {
  /** Of a message, or "" for the first one of the conversation. */
  id: string;
  loaded: boolean;
  after: string | null;
}

/**
 * Where what is new begins: at its first message, or further up, by the last one before it. Who has
 * read nothing begins at the beginning.
 */
function unreadPlace(
  lines: readonly Line[],
  messages: readonly Message[],
  readTo: string | null,
  fromStart: boolean,
): UnreadPlace | null {
  const first = lines[lines.findIndex((line) => line.kind === "unread") + 1];
  if (first !== lines[0] && first?.kind === "said" && first.message) {
    return { id: first.message.id, loaded: true, after: readTo };
  }
  const [oldest] = messages;
  return readTo !== null && !fromStart && oldest && oldest.id > readTo
    ? { id: readTo, loaded: false, after: readTo }
    : null;
}

/** The messages of a conversation, and where in them one is. */
export function useMessages(conversation: Conversation) {
  const { id } = conversation;
  const client = useQueryClient();
  const me = useMe();
  const query = useInfiniteQuery(messagesQuery(id));
  const outbox = useOutbox(id);
  const deleted = useStore(deleting);
  const covered = useCovered();
  const looking = useLooking() && !covered;
  const [reading, setReading] = useState(true);
  // One has gone back to what was unread.
  const [back, setBack] = useState(false);
  const readTo = useUnreadFrom(conversation, looking && reading, back);
  const messages = useMemo(() => inOrder(query.data), [query.data]);
  const { unsent } = outbox;
  const fromStart = !query.hasNextPage;
  const lines = useMemo(
    () => linesOf({ messages, unsent, me, readTo, fromStart, deleting: deleted }),
    [messages, unsent, me, readTo, fromStart, deleted],
  );
  const atEnd = isAtEnd(query.data);
  const scroll = useScroll(lines, atEnd);
  const above = scroll.away || !atEnd;
  if (reading === above) {
    setReading(!above);
    if (!above) setBack(false);
  }
  const { toEnd, show } = scroll;

  useMarkRead(conversation, messages.at(-1), !above && !covered && query.data !== undefined);
  useEffect(() => {
    setAbove(id, above);
    return () => setAbove(id, false);
  }, [id, above]);
  // What came while this thread was not in sight.
  useEffect(() => {
    pullNewest(client, id).catch(() => undefined);
  }, [client, id]);

  const toNewest = useCallback(() => {
    const fetched = atEnd ? Promise.resolve() : showNewest(client, id);
    fetched.then(toEnd, (error: unknown) => toast(inWords(error)));
  }, [atEnd, client, id, toEnd]);
  const jump = useCallback(
    (messageId: string) => {
      if (show(messageId)) return;
      showAround(client, id, messageId)
        .then(() => {
          if (!findMessage(client, id, messageId)) toast("That message is no longer there.");
        })
        .catch((error: unknown) => toast(inWords(error)));
    },
    [client, id, show],
  );
  const toBeginning = useCallback(() => {
    // A conversation's id is older than all of its messages'.
    showAround(client, id, id, (page) => show(page.items.at(-1)?.id ?? "")).catch(
      (error: unknown) => toast(inWords(error)),
    );
  }, [client, id, show]);
  const firstUnread = unreadPlace(lines, messages, readTo, fromStart);
  const toUnread = () => {
    setBack(true);
    if (firstUnread?.id === "") toBeginning();
    else if (firstUnread) jump(firstUnread.id);
  };
  return {
    query,
    messages,
    lines,
    outbox,
    scroll,
    above,
    firstUnread,
    toUnread,
    toNewest,
    jump,
    me,
  };
}
