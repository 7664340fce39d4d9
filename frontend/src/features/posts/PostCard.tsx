import { Trash2 } from "lucide-react";
import { useEffect, useRef, type MouseEvent } from "react";
import { Link, useNavigate } from "react-router";
import type { Author, Post } from "@/api/types";
import { now } from "@/lib/clock";
import { cx } from "@/lib/cx";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";
import { FuseLeft, FuseLine } from "@/ui/Fuse";
import { Ago } from "@/ui/Time";
import { hidePost, isPending } from "./cache";
import { foldAway } from "./fold";
import { useDeletePost } from "./remove";
import { RichText } from "./RichText";

const LONGEST_TIMER_MS = 2_000_000_000;

/** Folds the card away at the very second at which its fuse has burned down. */
export function useBurnOut(post: Post, item: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (post.expires_at === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const end = Date.parse(post.expires_at);
    const check = () => {
      const left = end - now();
      if (left <= 0) void foldAway(item.current, () => hidePost(post.id));
      else timer = setTimeout(check, Math.min(left, LONGEST_TIMER_MS));
    };
    check();
    return () => clearTimeout(timer);
  }, [post.id, post.expires_at, item]);
}

/** An author who is gone has no handle, but the crud keeps an address. */
export const postPath = (post: Post): string => `/@${post.author.handle ?? "_"}/${post.id}`;

function AuthorName({ author }: { author: Author }) {
  if (author.handle === null) return <b className="truncate">{author.display_name}</b>;
  return (
    <>
      <Link to={`/@${author.handle}`} className="truncate font-bold hover:underline">
        {author.display_name}
      </Link>
      <span className="truncate text-muted">@{author.handle}</span>
    </>
  );
}

export function PostCard({ post }: { post: Post }) {
  const item = useRef<HTMLLIElement>(null);
  const navigate = useNavigate();
  const deletePost = useDeletePost();
  const pending = isPending(post);
  const { author } = post;
  useBurnOut(post, item);

  const open = (event: MouseEvent) => {
    const onControl = event.target instanceof Element && event.target.closest("a, button");
    if (onControl || pending || window.getSelection()?.toString()) return;
    void navigate(postPath(post));
  };

  return (
    <li ref={item} className="origin-top">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the time is the link for readers; the whole card is a larger target for pointers, and for Enter when j and k have focused it */}
      <article
        tabIndex={-1}
        data-post={pending ? undefined : postPath(post)}
        aria-label={`${author.display_name}: ${post.text.slice(0, 80)}`}
        aria-busy={pending || undefined}
        onClick={open}
        onKeyDown={(event) => {
          const onCard = event.key === "Enter" && event.target === event.currentTarget;
          if (onCard && !pending) void navigate(postPath(post));
        }}
        className="group flex gap-3 px-4 pt-4 pb-3 transition-colors duration-150 -outline-offset-2 hover:bg-raised"
      >
        <Avatar person={author} />
        <div className={cx("min-w-0 flex-1 transition-opacity", pending && "opacity-60")}>
          <header className="flex min-h-5.5 items-baseline gap-1.5 text-15">
            <AuthorName author={author} />
            <span aria-hidden="true" className="text-muted">
              ·
            </span>
            {pending ? (
              <span className="shrink-0 text-muted">posting</span>
            ) : (
              <Link to={postPath(post)} className="shrink-0 text-muted hover:underline">
                <Ago iso={post.created_at} />
              </Link>
            )}
            <span className="flex-1" />
            {post.viewer.is_author && !pending && (
              <IconButton
                label="Delete"
                className="-my-3 -mr-2 self-center md:opacity-0 md:group-focus-within:opacity-100 md:group-hover:opacity-100 md:focus-visible:opacity-100"
                onClick={() => deletePost(post)}
              >
                <Trash2 size={16} />
              </IconButton>
            )}
            {post.expires_at !== null && (
              <span className="shrink-0 self-center text-13 text-muted">
                <FuseLeft since={post.created_at} until={post.expires_at} />
              </span>
            )}
          </header>
          <p
            dir="auto"
            className="mt-0.5 text-17 text-pretty whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            <RichText text={post.text} />
          </p>
        </div>
      </article>
      {post.expires_at === null ? (
        <div className="flex h-[9px] items-center">
          <div className="h-px w-full bg-line" />
        </div>
      ) : (
        <FuseLine since={post.created_at} until={post.expires_at} />
      )}
    </li>
  );
}
