import { Lock } from "lucide-react";
import { Link } from "react-router";
import type { Post } from "@/api/types";
import { fullTime } from "@/lib/time";
import { FuseLeft, FuseLine } from "@/ui/Fuse";
import { AuthorAvatar } from "./AuthorName";
import { openOverlay } from "./overlay";
import { postPath } from "./paths";
import { PostActions } from "./PostActions";
import { PostBody } from "./PostBody";
import { spokenLabel } from "./PostCard";

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
export function PostFocus({ post }: { post: Post }) {
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
        <AuthorAvatar author={author} />
        <div className="min-w-0 flex-1 leading-tight">
          {author.handle === null ? (
            name
          ) : (
            <Link
              to={`/@${author.handle}`}
              data-person={author.handle}
              className="block w-fit max-w-full hover:underline"
            >
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
