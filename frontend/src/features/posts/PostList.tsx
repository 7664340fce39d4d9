import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, type ReactNode } from "react";
import { inWords } from "@/api/errors";
import { Button } from "@/ui/Button";
import { EndSentinel } from "@/ui/EndSentinel";
import { Mark } from "@/ui/Mark";
import { TroubleState } from "@/ui/States";
import { useVisiblePosts } from "./cache";
import { PostItems } from "./PostItems";
import { feedQuery, listKey, type Feed } from "./queries";
import { beginsBelow, useBack, useNewest } from "./restore";
import { loadWindowing } from "./windowing";

interface PostListProps {
  feed: Feed;
  label: string;
  empty: ReactNode;
  enabled?: boolean;
  /** What is said at the end of the list. */
  end?: ReactNode;
}

const widths = ["w-11/12", "w-4/5", "w-full", "w-3/5", "w-10/12"];

export function PostSkeletons({ count = 6 }: { count?: number }) {
  return (
    <div role="status">
      <span className="sr-only">Loading cruds</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} aria-hidden="true" className="border-b border-line pb-1">
          <div className="flex gap-3 px-4 pt-4 pb-3">
            <div className="shimmer size-11 shrink-0 rounded-full" />
            <div className="flex-1">
              <div className="shimmer mt-1 h-3.5 w-40 rounded-md" />
              <div className={`shimmer mt-3 h-4 rounded-md ${widths[index % 5] ?? ""}`} />
              <div
                className={`shimmer mt-2 mb-1 h-4 rounded-md ${widths[(index + 3) % 5] ?? ""}`}
              />
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}

export function ListEnd({
  failed,
  onRetry,
  ended,
  words = "That is everything, for now.",
}: {
  failed: boolean;
  onRetry: () => void;
  ended: boolean;
  words?: ReactNode;
}) {
  if (failed) {
    return (
      <div role="alert" className="flex items-center justify-center gap-3 py-6 text-muted">
        The next cruds did not load.
        <Button look="outline" onClick={onRetry}>
          Try again
        </Button>
      </div>
    );
  }
  if (!ended) return <PostSkeletons count={2} />;
  return (
    <p className="flex flex-col items-center gap-3 px-8 py-10 text-center text-15 text-balance text-muted">
      <span className="text-wick">
        <Mark size={24} />
      </span>
      {words}
    </p>
  );
}

function Above({ feed }: { feed: Feed }) {
  const newest = useNewest(feed);
  return (
    <p className="flex items-center justify-center gap-2 border-b border-line px-4 py-2 text-15 text-muted">
      Newer cruds above:
      <button type="button" className="link min-h-11" onClick={newest}>
        back to the newest
      </button>
    </p>
  );
}

/** An endless list of cruds with all the states that such a list can be in. */
export function PostList({ feed, label, empty, enabled = true, end }: PostListProps) {
  const name = listKey(feed).join(" ");
  const { place, reading, back } = useBack(feed, name);
  const query = useInfiniteQuery({
    ...feedQuery(feed),
    enabled: enabled && !reading,
    refetchOnMount: !back,
  });
  const posts = useVisiblePosts(query.data);
  const { fetchNextPage, hasNextPage, isFetching, isFetchNextPageError } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  useEffect(() => {
    if (hasNextPage) void loadWindowing();
  }, [hasNextPage]);

  if (query.isPending && query.fetchStatus === "paused") {
    return (
      <TroubleState
        offline
        words="The cruds load as soon as the connection is back."
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.isPending) return <PostSkeletons />;
  if (query.isError && !query.data) {
    return (
      <TroubleState
        offline={!navigator.onLine}
        words={inWords(query.error)}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (posts.length === 0 && !hasNextPage) return empty;
  return (
    <>
      {beginsBelow(query.data) && <Above feed={feed} />}
      <PostItems
        posts={posts}
        pages={query.data}
        name={name}
        label={label}
        busy={query.isFetchingNextPage}
        whole={!hasNextPage}
        place={place}
      />
      <EndSentinel onNear={more} active={hasNextPage && !isFetching && !isFetchNextPageError} />
      <ListEnd failed={isFetchNextPageError} onRetry={more} ended={!hasNextPage} words={end} />
    </>
  );
}
