import { useCallback, type ReactNode } from "react";
import { inWords } from "@/api/errors";
import { Button } from "@/ui/Button";
import { EndSentinel } from "@/ui/EndSentinel";
import { TroubleState } from "@/ui/States";
import { ConversationLine } from "./ConversationLine";
import { useBox, type Box } from "./queries";

function Skeletons({ count }: { count: number }) {
  return (
    <div role="status">
      <span className="sr-only">Loading conversations</span>
      {Array.from({ length: count }, (_, index) => (
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

interface BoxListProps {
  box: Box;
  label: string;
  empty: ReactNode;
  /** Ids of those that are out of sight already. */
  away?: ReadonlySet<string>;
}

/** An endless list of conversations with all the states that such a list can be in. */
export function BoxList({ box, label, empty, away }: BoxListProps) {
  const query = useBox(box);
  const { fetchNextPage, hasNextPage, isFetching, isFetchNextPageError } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  if (query.isPending && query.fetchStatus !== "paused") return <Skeletons count={6} />;
  if (!query.data) {
    return (
      <TroubleState
        offline={!navigator.onLine}
        words={query.error ? inWords(query.error) : "They load when the connection is back."}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const conversations = query.data.pages
    .flatMap((page) => page.items)
    .filter((one) => !away?.has(one.id));
  if (conversations.length === 0 && !hasNextPage) return empty;
  return (
    <>
      <ul aria-label={label} aria-busy={query.isFetchingNextPage}>
        {conversations.map((one) => (
          <ConversationLine key={one.id} conversation={one} />
        ))}
      </ul>
      <EndSentinel onNear={more} active={hasNextPage && !isFetching && !isFetchNextPageError} />
      {isFetchNextPageError ? (
        <div role="alert" className="flex items-center justify-center gap-3 py-6 text-muted">
          The next ones did not load.
          <Button look="outline" onClick={more}>
            Try again
          </Button>
        </div>
      ) : (
        hasNextPage && <Skeletons count={2} />
      )}
    </>
  );
}
