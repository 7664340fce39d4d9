import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useParams } from "react-router";
import { inWords, isNotFound } from "@/api/errors";
import type { Post } from "@/api/types";
import { fullTime } from "@/lib/time";
import { PageTitle } from "@/lib/title";
import { ButtonLink } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState, TroubleState } from "@/ui/States";
import { isExpired, useIsGone } from "./cache";
import { PostCard } from "./PostCard";
import { PostSkeletons } from "./PostList";
import { postQuery } from "./queries";

function BurnedOut() {
  return (
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
  );
}

function OnePost({ post }: { post: Post }) {
  const list = useRef<HTMLUListElement>(null);
  return (
    <>
      <PageTitle>{`${post.author.display_name}: ${post.text.slice(0, 60)}`}</PageTitle>
      <ul ref={list} aria-label="Crud">
        <PostCard post={post} />
      </ul>
      <p className="tabular px-4 py-3 text-15 text-muted">
        Posted {fullTime(post.created_at)}
        <br />
        {post.expires_at === null ? "Stays until deleted" : `Gone ${fullTime(post.expires_at)}`}
      </p>
    </>
  );
}

export function PostPage() {
  const { postId = "" } = useParams();
  const query = useQuery(postQuery(postId));
  const gone = useIsGone(postId);
  const over = gone || (query.data ? isExpired(query.data) : isNotFound(query.error));
  return (
    <>
      <PageHead title="Crud" back />
      {over ? (
        <>
          <PageTitle>Crud</PageTitle>
          <BurnedOut />
        </>
      ) : query.data ? (
        <OnePost post={query.data} />
      ) : query.isPending ? (
        <PostSkeletons count={1} />
      ) : (
        <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />
      )}
    </>
  );
}
