import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { CircleDashed, Lock } from "lucide-react";
import { useCallback, useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";
import { Link, NavigationType, useLocation, useNavigationType, useParams } from "react-router";
import { inWords, isNotFound } from "@/api/errors";
import { useSession } from "@/api/session";
import type { Post, Tombstone } from "@/api/types";
import { fullTime } from "@/lib/time";
import { PageTitle } from "@/lib/title";
import { useStore } from "@/lib/store";
import { Avatar } from "@/ui/Avatar";
import { ButtonLink } from "@/ui/Button";
import { EndSentinel } from "@/ui/EndSentinel";
import { FuseLeft, FuseLine } from "@/ui/Fuse";
import { PageHead } from "@/ui/PageHead";
import { EmptyState, TroubleState } from "@/ui/States";
import { useBurnOut, useIsExpired } from "./burn";
import { findPost, keyOf, useIsGone, useVisiblePosts } from "./cache";
import { Composer } from "./Composer";
import { composerOpen, replyTo } from "./draft";
import { openOverlay } from "./overlay";
import { PostActions } from "./PostActions";
import { PostBody } from "./PostBody";
import { PostCard, spokenLabel } from "./PostCard";
import { ListEnd, PostSkeletons } from "./PostList";
import { postPath } from "./paths";
import { isTombstone, threadQuery } from "./queries";

const words: Record<Tombstone["gone"], string> = {
  expired: "This crud has expired",
  deleted: "This crud was deleted",
  unavailable: "This crud is not available",
};

/** The place of a crud that is gone; what was answered to it stays. */
function Gone({ why, threaded = false }: { why: Tombstone["gone"]; threaded?: boolean }) {
  return (
    <li>
      <p className="relative flex min-h-19 items-center gap-3 px-4 text-muted">
        {threaded && (
          <span
            aria-hidden="true"
            className="absolute top-16 -bottom-2 left-[2.3rem] w-0.5 rounded-full bg-line"
          />
        )}
        <span className="grid size-11 shrink-0 place-items-center rounded-full bg-sunken">
          <CircleDashed size={20} strokeWidth={1.6} aria-hidden="true" />
        </span>
        {words[why]}
      </p>
      {!threaded && <div className="h-px bg-line" />}
    </li>
  );
}

function Ancestor({ one }: { one: Post | Tombstone }) {
  if (isTombstone(one)) return <Gone why={one.gone} threaded />;
  return <LivingAncestor post={one} />;
}

function LivingAncestor({ post }: { post: Post }) {
  const expired = useIsExpired(post);
  const gone = useIsGone(post.id);
  if (expired) return <Gone why="expired" threaded />;
  if (gone) return <Gone why="deleted" threaded />;
  return <PostCard post={post} threaded inThread />;
}

const counted = (count: number, one: string, many: string) => (
  <>
    <b className="tabular text-ink">{count.toLocaleString()}</b> {count === 1 ? one : many}
  </>
);

const stat = "-mx-1.5 inline-flex min-h-11 items-center gap-1 rounded-md px-1.5 hover:underline";

function Stats({ post }: { post: Post }) {
  const { reposts, quotes, likes } = post.counts;
  if (reposts + quotes + likes === 0) return null;
  return (
    <div className="flex flex-wrap gap-x-5 border-t border-line text-muted">
      {reposts > 0 && (
        <button
          type="button"
          className={stat}
          onClick={() => openOverlay({ kind: "reposts", post })}
        >
          {counted(reposts, "repost", "reposts")}
        </button>
      )}
      {quotes > 0 && (
        <Link className={stat} to={`${postPath(post)}/quotes`}>
          {counted(quotes, "quote", "quotes")}
        </Link>
      )}
      {likes > 0 && (
        <button type="button" className={stat} onClick={() => openOverlay({ kind: "likes", post })}>
          {counted(likes, "like", "likes")}
        </button>
      )}
    </div>
  );
}

/** The crud that the page is about, large. */
function Focus({ post }: { post: Post }) {
  const { author } = post;
  const name = <b className="block truncate text-17">{author.display_name}</b>;
  return (
    <article
      tabIndex={-1}
      aria-label={spokenLabel(post)}
      data-post={postPath(post)}
      className="px-4 pt-4 -outline-offset-2"
    >
      <header className="flex items-center gap-3">
        <Avatar person={author} />
        <div className="min-w-0 flex-1 leading-tight">
          {author.handle === null ? (
            name
          ) : (
            <Link to={`/@${author.handle}`} className="hover:underline">
              {name}
              <span className="block truncate text-muted">@{author.handle}</span>
            </Link>
          )}
        </div>
        {post.expires_at !== null && (
          <span className="shrink-0 text-15 text-muted">
            <FuseLeft since={post.created_at} until={post.expires_at} />
          </span>
        )}
      </header>
      <div className="mt-2.5">
        <PostBody post={post} large />
      </div>
      <p className="tabular flex flex-wrap items-baseline gap-x-2 py-3 text-15 text-muted">
        <time dateTime={post.created_at}>{fullTime(post.created_at)}</time>
        {post.edited_at !== null ? (
          <button
            type="button"
            className="link min-h-6"
            onClick={() => openOverlay({ kind: "history", post })}
          >
            Edited
          </button>
        ) : null}
        {post.visibility === "followers" && (
          <span className="inline-flex items-center gap-1">
            <Lock size={13} aria-hidden="true" /> Only followers see it
          </span>
        )}
        <span className="basis-full">
          {post.expires_at === null ? "Stays until deleted" : `Gone ${fullTime(post.expires_at)}`}
        </span>
      </p>
      <Stats post={post} />
      <div className="border-t border-line">
        <PostActions post={post} large />
      </div>
      {post.expires_at === null ? (
        <div className="-mx-4 h-px bg-line" />
      ) : (
        <div className="-mx-4">
          <FuseLine key={post.expires_at} since={post.created_at} until={post.expires_at} />
        </div>
      )}
    </article>
  );
}

function ReplyBox({ post }: { post: Post }) {
  const signedIn = useSession() === "signed-in";
  const composing = replyTo(post);
  // One composer at a time: the dialog shows the same words.
  const elsewhere = useStore(composerOpen) === composing;
  if (!signedIn) return null;
  if (!post.viewer.can_reply) {
    return (
      <p className="border-b border-line px-4 py-4 text-muted">
        The author has limited who may reply.
      </p>
    );
  }
  return (
    <div className="min-h-17 border-b border-line">
      {!elsewhere && <Composer composing={composing} />}
    </div>
  );
}

const HEAD_PX = 60;

/** Opens at the crud, with what came before it just above; going back is left to the browser. */
function useOpenAt(target: RefObject<HTMLElement | null>, before: number): void {
  const type = useNavigationType();
  const { key } = useLocation();
  const opens = type !== NavigationType.Pop || key === "default";
  const shown = useRef(0);
  useLayoutEffect(() => {
    const added = before - shown.current;
    shown.current = before;
    if (added <= 0 || !opens) return;
    const go = () => {
      const top = target.current?.getBoundingClientRect().top;
      if (top !== undefined) window.scrollTo({ top: window.scrollY + top - HEAD_PX });
    };
    go();
    // Once more after the router has put the page to its top.
    const frame = requestAnimationFrame(go);
    return () => cancelAnimationFrame(frame);
  }, [target, before, opens]);
}

interface ThreadProps {
  ancestors: readonly (Post | Tombstone)[];
  focus: Post | Tombstone;
  children: ReactNode;
}

function Over({ why }: { why: Tombstone["gone"] }) {
  return (
    <>
      <PageTitle>Crud</PageTitle>
      <ul aria-label="Crud">
        <Gone why={why} />
      </ul>
    </>
  );
}

function Living({ post }: { post: Post }) {
  const item = useRef<HTMLLIElement>(null);
  useBurnOut(post, item);
  const expired = useIsExpired(post);
  const gone = useIsGone(post.id);
  if (expired || gone) return <Over why={expired ? "expired" : "deleted"} />;
  const said = post.warning || post.text;
  return (
    <>
      <PageTitle>{`${post.author.display_name}: ${said.slice(0, 60)}`}</PageTitle>
      <ul aria-label="Crud">
        <li ref={item} className="origin-top">
          <Focus post={post} />
        </li>
      </ul>
      <ReplyBox post={post} />
    </>
  );
}

function Thread({ ancestors, focus, children }: ThreadProps) {
  const target = useRef<HTMLDivElement>(null);
  useOpenAt(target, ancestors.length);
  return (
    <>
      {ancestors.length > 0 && (
        <ol aria-label="What came before">
          {ancestors.map((one) => (
            <Ancestor key={one.id} one={one} />
          ))}
        </ol>
      )}
      <div ref={target} className="min-h-[calc(100dvh-3.75rem)]">
        {isTombstone(focus) ? <Over why={focus.gone} /> : <Living post={focus} />}
        {children}
      </div>
    </>
  );
}

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
