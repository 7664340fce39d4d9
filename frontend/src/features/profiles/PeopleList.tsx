import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, type ReactNode } from "react";
import type { Person } from "@/api/types";
import { Button } from "@/ui/Button";
import { EndSentinel } from "@/ui/EndSentinel";
import { NotYet } from "./NotYet";
import { peopleQuery, type PeopleKind } from "./people";

interface PeopleListProps {
  kind: PeopleKind;
  handle?: string;
  label: string;
  empty: ReactNode;
  /** Those who are taken off already. */
  away?: ReadonlySet<string>;
  children: (person: Person) => ReactNode;
}

export function PeopleSkeletons({ count }: { count: number }) {
  return (
    <div role="status">
      <span className="sr-only">Loading people</span>
      {Array.from({ length: count }, (_, index) => (
        <div
          key={index}
          aria-hidden="true"
          className="flex items-center gap-3 border-b border-line px-4 py-3"
        >
          <div className="shimmer size-11 shrink-0 rounded-full" />
          <div className="flex-1">
            <div className="shimmer h-4 w-36 rounded-md" />
            <div className="shimmer mt-2 h-3.5 w-24 rounded-md" />
          </div>
          <div className="shimmer h-11 w-29 rounded-full" />
        </div>
      ))}
    </div>
  );
}

/** An endless list of people with all the states that such a list can be in. */
export function PeopleList({ kind, handle = "", label, empty, away, children }: PeopleListProps) {
  const query = useInfiniteQuery(peopleQuery(kind, handle));
  const { fetchNextPage, hasNextPage, isFetching, isFetchNextPageError } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  if (!query.data)
    return (
      <NotYet query={query}>
        <PeopleSkeletons count={6} />
      </NotYet>
    );
  const people = query.data.pages
    .flatMap((page) => page.items)
    .filter((person) => !away?.has(person.handle));
  if (people.length === 0 && !hasNextPage) return empty;
  return (
    <>
      <ul aria-label={label} aria-busy={query.isFetchingNextPage}>
        {people.map(children)}
      </ul>
      <EndSentinel onNear={more} active={hasNextPage && !isFetching && !isFetchNextPageError} />
      {isFetchNextPageError ? (
        <div role="alert" className="flex items-center justify-center gap-3 py-6 text-muted">
          The next people did not load.
          <Button look="outline" onClick={more}>
            Try again
          </Button>
        </div>
      ) : (
        hasNextPage && <PeopleSkeletons count={2} />
      )}
    </>
  );
}
