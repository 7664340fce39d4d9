import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useParams } from "react-router";
import { inWords, isNotFound } from "@/api/errors";
import { PageTitle } from "@/lib/title";
import { ButtonLink } from "@/ui/Button";
import { EndSentinel } from "@/ui/EndSentinel";
import { PageHead } from "@/ui/PageHead";
import { EmptyState, TroubleState } from "@/ui/States";
import { findPost, keyOf, useVisiblePosts } from "./cache";
import { PostCard } from "./PostCard";
import { ListEnd, PostSkeletons } from "./PostList";
import { isTombstone, threadQuery } from "./queries";
import { Thread } from "./Thread";
import { useCurrentHandle } from "./useCurrentHandle";

function NeverWas() {
  return (
    <>
      <PageTitle>Crud</PageTitle>
      <EmptyState
        title="Nothing here any more"
        action={
          <ButtonLink to="/explore" look="outline">
            Explore
          </ButtonLink>
        }
      >
        This crud has burned out, was deleted, or never was.
      </EmptyState>
    </>
  );
}

function OneThread({ id }: { id: string }) {
  const client = useQueryClient();
  const query = useInfiniteQuery(threadQuery(id));
  const { fetchNextPage, hasNextPage, isFetching, isFetchNextPageError } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const replies = useVisiblePosts(query.data);
  const first = query.data?.pages[0];
  const known = findPost(client, id);
  const focus = first?.post ?? known;
  const ancestors = first?.ancestors ?? [];
  useCurrentHandle(focus && !isTombstone(focus) ? focus.author.handle : null);

  if (query.isError && !query.data) {
    if (isNotFound(query.error)) return <NeverWas />;
    return (
      <TroubleState
        offline={!navigator.onLine}
        words={inWords(query.error)}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (!focus) return <PostSkeletons count={1} />;
  return (
    <Thread ancestors={ancestors} focus={focus}>
      {query.isPending ? (
        <PostSkeletons count={3} />
      ) : (
        <>
          {replies.length > 0 && (
            <ul aria-label="Replies" aria-busy={query.isFetchingNextPage}>
              {replies.map((post) => (
                <PostCard key={keyOf(post)} post={post} inThread />
              ))}
            </ul>
          )}
          {replies.length === 0 && !hasNextPage && (
            <p className="px-4 py-12 text-center text-muted">No replies yet.</p>
          )}
          <EndSentinel onNear={more} active={hasNextPage && !isFetching && !isFetchNextPageError} />
          {(hasNextPage || isFetchNextPageError) && (
            <ListEnd failed={isFetchNextPageError} onRetry={more} ended={false} />
          )}
        </>
      )}
    </Thread>
  );
}

/** A crud with what came before it and what was answered. */
export function PostPage() {
  const { postId = "" } = useParams();
  return (
    <>
      <PageHead title="Crud" back />
      <OneThread key={postId} id={postId} />
    </>
  );
}
