import { useInfiniteQuery } from "@tanstack/react-query";
import { Ban, VolumeX } from "lucide-react";
import { useCallback, type ReactNode } from "react";
import { Link } from "react-router";
import { now } from "@/lib/clock";
import { fullTime, spanInWords, useNow } from "@/lib/time";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { DetailHead } from "@/ui/DetailHead";
import { EndSentinel } from "@/ui/EndSentinel";
import { focusNext } from "@/ui/focusNext";
import { EmptyState } from "@/ui/States";
import { settings } from "./catalogue";
import { AskedList, RowSkeletons } from "./List";
import {
  blockAgain,
  blocksQuery,
  muteAgain,
  mutesQuery,
  unblock,
  unmute,
  useRemoval,
} from "./queries";

interface RowProps {
  person: { handle: string; display_name: string; avatar_url: string | null };
  note?: ReactNode;
  undo: string;
  onUndo: () => void;
}

function PersonRow({ person, note, undo, onUndo }: RowProps) {
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-3">
      <Link to={`/@${person.handle}`} className="flex min-w-0 flex-1 items-center gap-3 rounded-md">
        <Avatar person={person} size={44} />
        <span className="min-w-0 leading-tight">
          <span className="block truncate font-bold">{person.display_name}</span>
          <span className="block truncate text-muted">@{person.handle}</span>
          {note && <span className="block text-13 text-muted">{note}</span>}
        </span>
      </Link>
      <Button
        look="outline"
        aria-label={`${undo} @${person.handle}`}
        onClick={({ currentTarget }) => {
          focusNext(currentTarget);
          onUndo();
        }}
      >
        {undo}
      </Button>
    </li>
  );
}

function Until({ iso }: { iso: string }) {
  const time = useNow(30_000);
  const left = Math.max(1, (Date.parse(iso) - time) / 1_000);
  return <span title={fullTime(iso)}>For another {spanInWords(left)}</span>;
}

const head = { up: "/settings/muted", upLabel: "Muted and blocked" };
const stillMuted = ({ muted_until: until }: { muted_until: string | null }) =>
  until === null || Date.parse(until) > now();

export function MutedPeoplePage() {
  const query = useInfiniteQuery(mutesQuery);
  const { isHidden, remove } = useRemoval(mutesQuery.queryKey);
  const { fetchNextPage, hasNextPage, isFetching } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const people = (query.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter((one) => stillMuted(one) && !isHidden(one.handle));
  return (
    <>
      <DetailHead title={settings.people.label} {...head} />
      <AskedList
        query={query}
        round
        count={people.length + (hasNextPage ? 1 : 0)}
        empty={
          <EmptyState title="Nobody is muted" icon={<VolumeX size={40} strokeWidth={1.4} />}>
            Mute someone from the menu on their profile, for ever or for a while. They are not told.
          </EmptyState>
        }
      >
        <ul aria-label={settings.people.label}>
          {people.map((person) => (
            <PersonRow
              key={person.handle}
              person={person}
              note={person.muted_until ? <Until iso={person.muted_until} /> : "For ever"}
              undo="Unmute"
              onUndo={() =>
                void remove({
                  id: person.handle,
                  send: () => unmute(person.handle),
                  back: () => muteAgain(person.handle, person.muted_until),
                  done: `@${person.handle} is no longer muted`,
                  refused: "Still muted.",
                })
              }
            />
          ))}
        </ul>
        <EndSentinel onNear={more} active={hasNextPage && !isFetching} />
        {hasNextPage && <RowSkeletons count={2} round />}
      </AskedList>
    </>
  );
}

export function BlockedPage() {
  const query = useInfiniteQuery(blocksQuery);
  const { isHidden, remove } = useRemoval(blocksQuery.queryKey);
  const { fetchNextPage, hasNextPage, isFetching } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const people = (query.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ handle }) => !isHidden(handle));
  return (
    <>
      <DetailHead title={settings.blocked.label} {...head} />
      <AskedList
        query={query}
        round
        count={people.length + (hasNextPage ? 1 : 0)}
        empty={
          <EmptyState title="Nobody is blocked" icon={<Ban size={40} strokeWidth={1.4} />}>
            Block someone from the menu on their profile. Neither of you sees the other then.
          </EmptyState>
        }
      >
        <ul aria-label={settings.blocked.label}>
          {people.map((person) => (
            <PersonRow
              key={person.handle}
              person={person}
              undo="Unblock"
              onUndo={() =>
                void remove({
                  id: person.handle,
                  send: () => unblock(person.handle),
                  back: () => blockAgain(person.handle),
                  done: `@${person.handle} is no longer blocked`,
                  refused: "Still blocked.",
                })
              }
            />
          ))}
        </ul>
        <EndSentinel onNear={more} active={hasNextPage && !isFetching} />
        {hasNextPage && <RowSkeletons count={2} round />}
      </AskedList>
    </>
  );
}
