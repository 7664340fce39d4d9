import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { inWords } from "@/api/errors";
import type { Conversation, Message } from "@/api/types";
import { keepTrying } from "@/lib/keepTrying";
import { PageTitle } from "@/lib/title";
import { TroubleState, Waiting } from "@/ui/States";
import { dropMessage, findMessage } from "./cache";
import { deleteMessage, editMessage, react } from "./changes";
import { changeDraft, setEditing } from "./drafts";
import { asAnswered } from "./excerpt";
import { MessageForm } from "./MessageForm";
import { MessageList } from "./MessageList";
import { nameAmong, others, titleOf } from "./people";
import { ToNewest, ToUnread } from "./Pills";
import { RequestBar } from "./RequestBar";
import { ThreadContext, type ThreadActions } from "./threadActions";
import { ThreadHead } from "./ThreadHead";
import { TypingLine } from "./TypingLine";
import { useKeyboardRoom } from "./useKeyboardRoom";
import { useMessages } from "./useMessages";

const ReactionDialog = lazy(async () => ({
  default: (await keepTrying(() => import("./ReactionDialog"))).ReactionDialog,
}));

/** What is heard of what comes while the thread is open. */
function Heard({ newest, mine }: { newest: Message | undefined; mine: boolean }) {
  const [first] = useState(newest?.id);
  const tell = newest && !mine && newest.id !== first && !newest.deleted && !newest.news;
  return (
    <p aria-live="polite" className="sr-only">
      {tell && `${newest.sender.display_name}: ${newest.text || "sent a picture or a crud"}`}
    </p>
  );
}

export function OpenThread({ conversation }: { conversation: Conversation }) {
  const { id, can_send: canSend, members, state, unread } = conversation;
  const client = useQueryClient();
  const area = useRef<HTMLTextAreaElement>(null);
  const [picking, setPicking] = useState<Message | null>(null);
  const thread = useMessages(conversation);
  useKeyboardRoom();
  const { query, messages, lines, outbox, scroll, above, toNewest, jump, me } = thread;
  const { firstUnread, toUnread } = thread;
  const { fetchNextPage, fetchPreviousPage } = query;
  const older = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const newer = useCallback(() => void fetchPreviousPage(), [fetchPreviousPage]);
  const writes = canSend && state === "in";
  const { retry, discard } = outbox;
  const { setScroller, setList, scroller, list, onScroll } = scroll;

  const edit = useCallback(
    (message: Message) => {
      setEditing(id, { messageId: message.id, before: message.text, text: message.text });
      area.current?.focus();
    },
    [id],
  );
  const actions = useMemo<ThreadActions>(
    () => ({
      canSend: writes,
      reply: (message) => {
        changeDraft(id, { replyTo: asAnswered(message) });
        area.current?.focus();
      },
      edit,
      remove: (message) => deleteMessage(client, message),
      react: (message, emoji) => void react(client, message, emoji),
      pick: setPicking,
      jump,
      burnOut: (message) => void dropMessage(client, id, message.id),
      nameOf: (handle) => nameAmong(members, handle),
      retry,
      discard,
    }),
    [client, id, members, writes, edit, jump, retry, discard],
  );
  const editLast = () => {
    const last = lines.findLast((line) => line.kind === "said" && line.mine && line.message);
    if (last?.kind === "said" && last.message && !last.message.deleted) edit(last.message);
  };
  const title = titleOf(conversation, me);
  const newest = messages.at(-1);

  return (
    <ThreadContext value={actions}>
      <PageTitle>{title}</PageTitle>
      <ThreadHead conversation={conversation} />
      <div className="relative min-h-0 flex-1">
        {/* Reversed, so that it begins at its end; what is put above moves nothing. */}
        <div
          ref={setScroller}
          role="region"
          aria-label={`Messages with ${title}`}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keys
          tabIndex={0}
          className="flex h-full flex-col-reverse overflow-x-hidden overflow-y-auto overscroll-contain px-3 -outline-offset-2 [overflow-anchor:none] md:px-4"
          onScroll={onScroll}
        >
          {query.isPending ? (
            <Waiting label="Loading messages" />
          ) : query.isError && !query.data ? (
            <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />
          ) : (
            <MessageList
              conversation={conversation}
              me={me}
              messages={messages}
              lines={lines}
              listRef={setList}
              scroller={scroller}
              more={query.hasNextPage}
              newer={query.hasPreviousPage}
              idle={!query.isFetching && !query.isError}
              failed={query.isFetchNextPageError}
              onOlder={older}
              onNewer={newer}
              start={`This is the beginning of ${conversation.kind === "group" ? title : `your messages with ${title}`}.`}
            />
          )}
        </div>
        {firstUnread && (
          <ToUnread
            key={firstUnread.after}
            list={list}
            scroller={scroller}
            loaded={firstUnread.loaded}
            onPress={toUnread}
          />
        )}
        {above && <ToNewest unread={unread} onPress={toNewest} />}
        <TypingLine id={id} people={others(conversation, me)} />
        {query.data && <Heard newest={newest} mine={newest?.sender.handle === me?.handle} />}
      </div>
      {state === "request" ? (
        <RequestBar conversation={conversation} />
      ) : canSend ? (
        <MessageForm
          conversationId={id}
          area={area}
          onSend={(content) => {
            outbox.send(content);
            toNewest();
          }}
          onEdit={(messageId, text) => {
            const message = findMessage(client, id, messageId);
            if (message && message.text !== text) void editMessage(client, message, text);
          }}
          onEditLast={editLast}
        />
      ) : (
        <p className="border-t border-line px-4 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] text-center text-muted">
          Messages cannot be sent here.
        </p>
      )}
      <Suspense fallback={null}>
        {picking && (
          <ReactionDialog
            onClose={() => setPicking(null)}
            onChoose={(emoji) => {
              setPicking(null);
              void react(client, picking, emoji);
            }}
          />
        )}
      </Suspense>
    </ThreadContext>
  );
}
