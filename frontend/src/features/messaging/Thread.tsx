import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowDown, ArrowLeft } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { inWords, isNotFound } from "@/api/errors";
import { useMe } from "@/api/me";
import type { Conversation } from "@/api/types";
import { PageTitle } from "@/lib/title";
import { Avatar } from "@/ui/Avatar";
import { ButtonLink } from "@/ui/Button";
import { EmptyState, TroubleState, Waiting } from "@/ui/States";
import { findConversation, pullNewest } from "./cache";
import { MessageForm } from "./MessageForm";
import { MessageRun } from "./MessageRun";
import { useOutbox } from "./outbox";
import { names, nobody, others } from "./people";
import { conversationQuery, inOrder, messagesQuery } from "./queries";
import { useMarkRead } from "./useMarkRead";

function ThreadHead({ conversation }: { conversation: Conversation }) {
  const people = others(conversation, useMe());
  const first = people[0] ?? nobody;
  return (
    <header className="flex min-h-15 items-center gap-3 border-b border-line px-4">
      <Link
        to="/messages"
        aria-label="All messages"
        className="-ml-2.5 grid size-11 place-items-center rounded-full text-muted hover:bg-sunken md:hidden"
      >
        <ArrowLeft size={22} />
      </Link>
      <Avatar person={first} size={40} />
      <div className="min-w-0 leading-tight">
        <h1 className="truncate text-17 font-bold">{names(people)}</h1>
        {first.handle && people.length === 1 && (
          <Link
            to={`/@${first.handle}`}
            data-person={first.handle}
            className="text-13 text-muted hover:underline"
          >
            @{first.handle}
          </Link>
        )}
      </div>
    </header>
  );
}

const NEAR_END = 120;

function OpenThread({ conversation }: { conversation: Conversation }) {
  const { id } = conversation;
  const client = useQueryClient();
  const me = useMe();
  const query = useInfiniteQuery(messagesQuery(id));
  const { unsent, send, retry, discard } = useOutbox(id);
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [away, setAway] = useState(false);
  const messages = inOrder(query.data);
  const newest = messages.at(-1);
  const { fetchNextPage } = query;
  const older = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  useMarkRead(conversation, newest);

  // What came while this thread was not in sight.
  useEffect(() => {
    pullNewest(client, id).catch(() => undefined);
  }, [client, id]);

  const toEnd = () => scroller?.scrollTo({ top: 0 });
  const people = others(conversation, me);

  return (
    <>
      <PageTitle>{names(people)}</PageTitle>
      <ThreadHead conversation={conversation} />
      <div className="relative min-h-0 flex-1">
        {/* Reversed, so that the browser itself keeps the end in sight and the place while reading back. */}
        <div
          ref={setScroller}
          role="region"
          aria-label={`Messages with ${names(people)}`}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keys
          tabIndex={0}
          className="flex h-full flex-col-reverse overflow-y-auto overscroll-contain px-3 -outline-offset-2 md:px-4"
          onScroll={(event) => setAway(event.currentTarget.scrollTop < -NEAR_END)}
        >
          {query.isPending ? (
            <Waiting label="Loading messages" />
          ) : query.isError && !query.data ? (
            <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />
          ) : (
            <MessageRun
              messages={messages}
              unsent={unsent}
              me={me}
              group={conversation.kind === "group"}
              onRetry={retry}
              onDiscard={discard}
              scroller={scroller}
              more={query.hasNextPage}
              idle={!query.isFetching && !query.isFetchNextPageError}
              failed={query.isFetchNextPageError}
              onOlder={older}
              start={`This is the beginning of your messages with ${names(people)}.`}
            />
          )}
        </div>
        {away && (
          <button
            type="button"
            aria-label="Go to the newest message"
            onClick={toEnd}
            className="appear absolute right-4 bottom-3 grid size-11 place-items-center rounded-full border border-line bg-raised shadow-high"
          >
            <ArrowDown size={20} />
          </button>
        )}
      </div>
      <MessageForm
        conversationId={id}
        onSend={(text) => {
          send(text);
          toEnd();
        }}
      />
    </>
  );
}

export function Thread() {
  const { id = "" } = useParams();
  const client = useQueryClient();
  const query = useQuery({
    ...conversationQuery(id),
    initialData: () => findConversation(client, id),
  });
  if (query.data) return <OpenThread key={id} conversation={query.data} />;
  if (isNotFound(query.error)) {
    return (
      <EmptyState
        title="No such conversation"
        action={
          <ButtonLink to="/messages" look="outline">
            All messages
          </ButtonLink>
        }
      >
        It does not exist, or you are not part of it.
      </EmptyState>
    );
  }
  if (query.isError) {
    return <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />;
  }
  return <Waiting label="Loading the conversation" />;
}
