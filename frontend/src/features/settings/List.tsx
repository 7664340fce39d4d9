import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { inWords } from "@/api/errors";
import { TroubleState } from "@/ui/States";

type Asked = Pick<UseQueryResult, "isPending" | "isError" | "error" | "fetchStatus"> & {
  data: unknown;
  refetch: () => Promise<unknown>;
};

/** Rows of the height of what comes. */
export function RowSkeletons({ count = 5, round = false }: { count?: number; round?: boolean }) {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      {Array.from({ length: count }, (_, index) => (
        <div
          key={index}
          aria-hidden="true"
          className="flex items-center gap-3 border-b border-line px-4 py-3"
        >
          {round && <div className="shimmer size-11 shrink-0 rounded-full" />}
          <div className="flex-1">
            <div className="shimmer h-4 w-36 rounded-md" />
            <div className="shimmer mt-2 h-3 w-24 rounded-md" />
          </div>
          <div className="shimmer h-11 w-24 rounded-full" />
        </div>
      ))}
    </div>
  );
}

interface AskedListProps {
  query: Asked;
  round?: boolean;
  /** What stands there when there is nothing in it. */
  empty: ReactNode;
  count: number;
  children: ReactNode;
}

/** A list with the states that it can be in. */
export function AskedList({ query, round = false, empty, count, children }: AskedListProps) {
  const offline = query.isPending && query.fetchStatus === "paused";
  if (offline || (query.isError && query.data === undefined)) {
    return (
      <TroubleState
        offline={offline || !navigator.onLine}
        words={offline ? "The list loads as soon as the connection is back." : inWords(query.error)}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.isPending) return <RowSkeletons round={round} />;
  return count === 0 ? empty : children;
}
