import { Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { NavLink } from "react-router";
import { inWords } from "@/api/errors";
import { useMe } from "@/api/me";
import type { Conversation } from "@/api/types";
import { cx } from "@/lib/cx";
import { useStore } from "@/lib/store";
import { Avatar } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { EndSentinel } from "@/ui/EndSentinel";
import { PageHead } from "@/ui/PageHead";
import { EmptyState, TroubleState } from "@/ui/States";
import { Ago } from "@/ui/Time";
import { drafts } from "./drafts";
import { NewMessageDialog } from "./NewMessageDialog";
import { names, nobody, others } from "./people";
import { useInbox } from "./queries";

function Preview({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const typed = useStore(drafts)[conversation.id];
  const { last_message: last } = conversation;
  if (typed) {
    return (
      <>
        <span className="italic">Draft:</span> {typed}
      </>
    );
  }
  if (!last) return <span className="italic">No messages yet</span>;
  if (last.deleted) return <span className="italic">Gone with the person who wrote it</span>;
  const mine = last.sender.handle !== null && last.sender.handle === me?.handle;
  return (
    <>
      {mine && "You: "}
      {last.text}
    </>
  );
}

function InboxLine({ conversation }: { conversation: Conversation }) {
  const people = others(conversation, useMe());
  const { unread } = conversation;
  return (
    <li>
      <NavLink
        to={`/messages/${conversation.id}`}
        className={({ isActive }) =>
          cx(
            "flex items-center gap-3 border-b border-line px-4 py-3 -outline-offset-2 transition-colors duration-150",
            isActive ? "bg-sunken" : "hover:bg-raised",
          )
        }
      >
        <Avatar person={people[0] ?? nobody} size={44} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className={cx("truncate", unread > 0 ? "font-extrabold" : "font-bold")}>
              {names(people)}
            </span>
            <span className="ml-auto shrink-0 text-13 text-muted">
              <Ago iso={conversation.last_activity_at} />
            </span>
          </span>
          <span className="flex items-center gap-2">
            <span className={cx("min-w-0 flex-1 truncate", unread > 0 ? "text-ink" : "text-muted")}>
              <Preview conversation={conversation} />
            </span>
            {unread > 0 && (
              <span className="tabular grid h-5 min-w-5 place-items-center rounded-full bg-ember px-1.5 text-13 font-bold text-on-ember">
                {unread > 99 ? "99+" : unread}
                <span className="sr-only"> unread</span>
              </span>
            )}
          </span>
        </span>
      </NavLink>
    </li>
  );
}

function Skeletons() {
  return (
    <div role="status">
      <span className="sr-only">Loading conversations</span>
      {Array.from({ length: 6 }, (_, index) => (
        <div
          key={index}
          aria-hidden="true"
          className="flex items-center gap-3 border-b border-line px-4 py-3"
        >
          <div className="shimmer size-11 rounded-full" />
          <div className="flex-1">
            <div className="shimmer h-4 w-32 rounded-md" />
            <div className="shimmer mt-2 h-4 w-11/12 rounded-md" />
          </div>
        </div>
      ))}
    </div>
  );
}

export function Inbox() {
  const query = useInbox();
  const [writing, setWriting] = useState(false);
  const { fetchNextPage } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const conversations = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead
        title="Messages"
        action={
          <IconButton label="New message" className="-mr-2" onClick={() => setWriting(true)}>
            <Plus size={24} />
          </IconButton>
        }
      />
      {query.isPending ? (
        query.fetchStatus === "paused" ? (
          <TroubleState
            offline
            words="Your messages load when the connection is back."
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Skeletons />
        )
      ) : query.isError && !query.data ? (
        <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />
      ) : conversations.length === 0 ? (
        <EmptyState
          title="No messages yet"
          action={<Button onClick={() => setWriting(true)}>Write to someone</Button>}
        >
          Messages are between you and the people you choose.
        </EmptyState>
      ) : (
        <>
          <ul aria-label="Conversations">
            {conversations.map((one) => (
              <InboxLine key={one.id} conversation={one} />
            ))}
          </ul>
          <EndSentinel onNear={more} active={query.hasNextPage && !query.isFetching} />
        </>
      )}
      {writing && <NewMessageDialog onClose={() => setWriting(false)} />}
    </>
  );
}
