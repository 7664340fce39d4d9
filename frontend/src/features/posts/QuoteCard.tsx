import { Lock } from "lucide-react";
import { useNavigate, Link } from "react-router";
import { useMe } from "@/api/me";
import type { Post, QuotedPost } from "@/api/types";
import { Avatar } from "@/ui/Avatar";
import { FuseLeft, FuseLine } from "@/ui/Fuse";
import { Ago } from "@/ui/Time";
import { useIsExpired } from "./burn";
import { useIsGone } from "./cache";
import { postPath } from "./paths";
import { Picture } from "./Picture";

const frame = "mt-2.5 overflow-hidden rounded-xl border border-line";

function Unavailable() {
  return (
    <p className={`${frame} bg-sunken px-3.5 py-3 text-15 text-muted`}>
      This crud is not available
    </p>
  );
}

function Quoted({ post, still }: { post: QuotedPost; still: boolean }) {
  const navigate = useNavigate();
  const gone = useIsGone(post.id);
  const open = useMe()?.expand_warnings ?? false;
  if (useIsExpired(post) || gone) return <Unavailable />;
  const [image] = post.media;
  const folded = post.warning !== "" && !open;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- the time is the link; the card is a larger target for pointers
    <article
      aria-label={`Quoted: ${post.author.display_name}: ${(post.warning || post.text).slice(0, 80)}`}
      className={`${frame} transition-colors duration-150 hover:bg-sunken/60`}
      onClick={(event) => {
        event.stopPropagation();
        const onControl = event.target instanceof Element && event.target.closest("a, button");
        if (!onControl && !still) void navigate(postPath(post));
      }}
    >
      <div className="flex gap-3 px-3.5 pt-2.5 pb-2">
        <div className="min-w-0 flex-1">
          <div className="flex items-center gap-1.5 text-13">
            <span
              data-person={still ? undefined : post.author.handle}
              className="flex min-w-0 items-center gap-1.5"
            >
              <Avatar person={post.author} size={24} />
              <b className="truncate text-15">{post.author.display_name}</b>
              {post.author.handle && (
                <span className="truncate text-muted">@{post.author.handle}</span>
              )}
            </span>
            {post.visibility === "followers" && (
              <span title="Only followers see it" className="shrink-0 text-muted">
                <Lock size={12} aria-hidden="true" />
                <span className="sr-only">Only followers see it</span>
              </span>
            )}
            <span aria-hidden="true" className="text-muted">
              ·
            </span>
            {still ? (
              <span className="shrink-0 text-muted">
                <Ago iso={post.created_at} />
              </span>
            ) : (
              <Link to={postPath(post)} className="shrink-0 text-muted hover:underline">
                <Ago iso={post.created_at} />
              </Link>
            )}
            <span className="flex-1" />
            {post.expires_at !== null && (
              <span className="shrink-0 text-muted">
                <FuseLeft since={post.created_at} until={post.expires_at} />
              </span>
            )}
          </div>
          <p
            dir="auto"
            className="mt-1 line-clamp-4 text-15 whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            {post.warning && <b className="block font-semibold">Content warning: {post.warning}</b>}
            {!folded && post.text}
          </p>
        </div>
        {image && !folded && (
          <span className="relative size-16 shrink-0 self-end overflow-hidden rounded-md">
            <Picture media={image} sizes="4rem" className="size-full object-cover" />
          </span>
        )}
      </div>
      {post.expires_at !== null && (
        <div className="mx-3.5 mb-1">
          <FuseLine key={post.expires_at} since={post.created_at} until={post.expires_at} />
        </div>
      )}
    </article>
  );
}

/** The crud that is quoted, with its own fuse; or only that there is none to see. */
export function QuoteCard({ quote, still = false }: { quote: Post["quote"]; still?: boolean }) {
  if (quote === null) return null;
  return quote.post === null ? <Unavailable /> : <Quoted post={quote.post} still={still} />;
}
