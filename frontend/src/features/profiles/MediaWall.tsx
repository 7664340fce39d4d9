import { useInfiniteQuery } from "@tanstack/react-query";
import { Images, TriangleAlert } from "lucide-react";
import { useCallback, useRef, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { inWords } from "@/api/errors";
import { useMe } from "@/api/me";
import type { Media, Post } from "@/api/types";
import { useBurnOut } from "@/features/posts/burn";
import { keyOf, useVisiblePosts } from "@/features/posts/cache";
import { openOverlay } from "@/features/posts/overlay";
import { postPath } from "@/features/posts/paths";
import { Picture } from "@/features/posts/Picture";
import { ListEnd } from "@/features/posts/PostList";
import { feedQuery } from "@/features/posts/queries";
import { EndSentinel } from "@/ui/EndSentinel";
import { FuseLine } from "@/ui/Fuse";
import { TroubleState } from "@/ui/States";

const grid = "grid grid-cols-3 gap-1 p-1";

function Skeletons() {
  return (
    <div role="status" className={grid}>
      <span className="sr-only">Loading pictures</span>
      {Array.from({ length: 9 }, (_, index) => (
        <div key={index} aria-hidden="true" className="shimmer mb-2.25 aspect-square rounded-md" />
      ))}
    </div>
  );
}

function labelOf(post: Post, first: Media): string {
  if (post.warning) return `Content warning: ${post.warning}`;
  const more = post.media.length > 1 ? `, the first of ${post.media.length}` : "";
  return `Picture${first.alt ? `: ${first.alt}` : ""}${more}`;
}

/** The first picture of a crud, and its fuse. What has a warning opens as the crud does. */
function Tile({ post, first }: { post: Post; first: Media }) {
  const item = useRef<HTMLLIElement>(null);
  const navigate = useNavigate();
  const unfolded = useMe()?.expand_warnings ?? false;
  const folded = post.warning !== "" && !unfolded;
  useBurnOut(post, item);
  const open = () => {
    if (folded) void navigate(postPath(post));
    else openOverlay({ kind: "viewer", media: post.media, at: 0, crud: postPath(post) });
  };
  return (
    <li ref={item}>
      <button
        type="button"
        aria-label={labelOf(post, first)}
        onClick={open}
        className="relative block aspect-square w-full overflow-hidden rounded-md bg-sunken -outline-offset-2"
      >
        {folded ? (
          <span className="grid size-full place-content-center gap-1.5 p-2 text-13 text-muted">
            <TriangleAlert size={22} aria-hidden="true" className="mx-auto" />
            <span className="line-clamp-3 [overflow-wrap:anywhere]">{post.warning}</span>
          </span>
        ) : (
          <Picture
            media={{ ...first, alt: "" }}
            sizes="(min-width: 48rem) 12.5rem, 33vw"
            className="absolute inset-0 size-full object-cover"
          />
        )}
        {post.media.length > 1 && (
          <span className="absolute top-2 right-2 rounded-full bg-ink p-1.5 text-paper">
            <Images size={14} aria-hidden="true" />
          </span>
        )}
      </button>
      {post.expires_at === null ? (
        <div className="h-2.25" />
      ) : (
        <FuseLine key={post.expires_at} since={post.created_at} until={post.expires_at} />
      )}
    </li>
  );
}

/** What a person has posted with pictures, as a wall of them. */
export function MediaWall({ handle, empty }: { handle: string; empty: ReactNode }) {
  const query = useInfiniteQuery(feedQuery({ handle, tab: "media" }));
  const posts = useVisiblePosts(query.data);
  const { fetchNextPage, hasNextPage, isFetching, isFetchNextPageError } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  if (query.isPending && query.fetchStatus !== "paused") return <Skeletons />;
  if (!query.data) {
    return (
      <TroubleState
        offline={!navigator.onLine}
        words={
          query.error
            ? inWords(query.error)
            : "The pictures load as soon as the connection is back."
        }
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (posts.length === 0 && !hasNextPage) return empty;
  return (
    <>
      <ul aria-label="Pictures" aria-busy={query.isFetchingNextPage} className={grid}>
        {posts.flatMap((post) => {
          const [first] = post.media;
          return first ? [<Tile key={keyOf(post)} post={post} first={first} />] : [];
        })}
      </ul>
      <EndSentinel onNear={more} active={hasNextPage && !isFetching && !isFetchNextPageError} />
      {hasNextPage && !isFetchNextPageError ? (
        <Skeletons />
      ) : (
        <ListEnd failed={isFetchNextPageError} onRetry={more} ended />
      )}
    </>
  );
}
