import { Hash, Lock, Pin, Repeat2 } from "lucide-react";
import { memo, useCallback, useRef, type KeyboardEvent, type MouseEvent } from "react";
import { Link, useNavigate } from "react-router";
import { useGate } from "@/api/gate";
import type { Post } from "@/api/types";
import { cx } from "@/lib/cx";
import { FuseLeft, FuseLine, FuseThread } from "@/ui/Fuse";
import { Ago } from "@/ui/Time";
import { fullTime } from "@/lib/time";
import { AuthorAvatar, AuthorName } from "./AuthorName";
import { useBurnOut } from "./burn";
import { isPending } from "./cache";
import { openQuote, openReply } from "./draft";
import { mayBeQuoted } from "./sharing";
import { postPath, tagPath } from "./paths";
import { PostActions } from "./PostActions";
import { PostBody } from "./PostBody";
import { useToggle } from "./toggles";

interface PostCardProps {
  post: Post;
  /** What follows below answers it: the line between the two is its fuse. */
  threaded?: boolean;
  pinned?: boolean;
  /** Whom it answers is plain from where it stands. */
  inThread?: boolean;
  /** Where it stands in a list that may not be in the document as a whole. */
  index?: number;
  /** Of how many; -1 where that is not known yet. */
  count?: number;
  /** Room for those between it and the one before it, in px. */
  before?: number;
  measure?: ((item: HTMLLIElement | null) => void) | undefined;
}

const isMedia = (post: Post) => (post.text ? post.text : post.media.length > 0 ? "an image" : "");

export const spokenLabel = (post: Post): string =>
  `${post.author.display_name}: ${(post.warning || isMedia(post)).slice(0, 80)}`;

/** The others of those whom one follows; the first is named. */
const alsoReposted = (reposters = 1): string =>
  reposters < 2 ? "" : `and ${reposters - 1} ${reposters === 2 ? "other" : "others"} `;

/** Why it is here, above the crud. */
function Lead({
  post,
  pinned,
  inThread,
}: Required<Pick<PostCardProps, "post" | "pinned" | "inThread">>) {
  const { reposted_by: by, reply_to: parent, tag } = post;
  const line = "-mb-2 flex items-center gap-2 pt-3 pr-4 text-13 text-muted";
  return (
    <>
      {pinned && (
        <p className={cx(line, "pl-[3.125rem]")}>
          <Pin size={14} aria-hidden="true" /> Pinned
        </p>
      )}
      {by && !pinned && (
        <p className={cx(line, "pl-[3.0625rem]")}>
          <Repeat2 size={15} aria-hidden="true" className="shrink-0" />
          <span className="truncate">
            {by.handle === null ? (
              by.display_name
            ) : (
              <Link
                to={`/@${by.handle}`}
                data-person={by.handle}
                className="font-semibold hover:underline"
              >
                {by.display_name}
              </Link>
            )}{" "}
            {alsoReposted(post.reposters)}reposted
          </span>
        </p>
      )}
      {tag !== undefined && !by && (
        <p className={cx(line, "pl-[3.1875rem]")}>
          <Hash size={14} aria-hidden="true" className="shrink-0" />
          <span className="truncate">
            You follow{" "}
            <Link to={tagPath(tag)} className="font-semibold hover:underline">
              #{tag}
            </Link>
          </span>
        </p>
      )}
      {parent && !inThread && (
        <p className={cx(line, "pl-18")}>
          <span className="truncate">
            {parent.author?.handle ? (
              <>
                Answers{" "}
                <Link
                  to={postPath({ id: parent.id, author: parent.author })}
                  className="font-semibold hover:underline"
                >
                  @{parent.author.handle}
                </Link>
              </>
            ) : (
              "Answers a crud that is not available"
            )}
          </span>
        </p>
      )}
    </>
  );
}

export function PostMarks({ post }: { post: Post }) {
  return (
    <>
      {post.visibility === "followers" && (
        <span title="Only followers see it" className="shrink-0 self-center text-muted">
          <Lock size={13} aria-hidden="true" />
          <span className="sr-only">Only followers see it</span>
        </span>
      )}
      {post.edited_at !== null && (
        <span title={`Edited ${fullTime(post.edited_at)}`} className="shrink-0 text-13 text-muted">
          edited
        </span>
      )}
    </>
  );
}

/** Rendered again only when it changes: a list is, at every step of scrolling. */
export const PostCard = memo(function PostCard({
  post,
  threaded = false,
  pinned = false,
  inThread = false,
  index,
  count,
  before = 0,
  measure,
}: PostCardProps) {
  const item = useRef<HTMLLIElement>(null);
  const hold = useCallback(
    (element: HTMLLIElement | null) => {
      item.current = element;
      measure?.(element);
    },
    [measure],
  );
  const navigate = useNavigate();
  const gate = useGate();
  const toggle = useToggle(post);
  const pending = isPending(post);
  const { author } = post;
  useBurnOut(post, item);

  const open = (event: MouseEvent) => {
    const onControl = event.target instanceof Element && event.target.closest("a, button");
    if (onControl || pending || window.getSelection()?.toString()) return;
    void navigate(postPath(post));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || pending) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") void navigate(postPath(post));
    else if (event.key === "l") toggle("like");
    else if (event.key === "b") toggle("bookmark");
    else if (event.key === "r") {
      event.preventDefault();
      if (gate() && post.viewer.can_reply) openReply(post);
    } else if (event.key === "q") {
      event.preventDefault();
      if (mayBeQuoted(post) && gate()) openQuote(post);
    }
  };

  return (
    <li
      ref={hold}
      data-index={index}
      aria-posinset={index === undefined ? undefined : index + 1}
      aria-setsize={count}
      className="origin-top"
      {...(before > 0 && { style: { marginTop: before } })}
    >
      <Lead post={post} pinned={pinned} inThread={inThread} />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the time is the link for readers; the whole card is a larger target for pointers, and for the keys when j and k have focused it */}
      <article
        tabIndex={-1}
        data-post={pending ? undefined : postPath(post)}
        aria-label={spokenLabel(post)}
        aria-busy={pending || undefined}
        onClick={open}
        onKeyDown={onKeyDown}
        className={cx(
          "group relative flex gap-3 px-4 pt-4 transition-colors duration-150 -outline-offset-2 hover:bg-raised",
          threaded ? "pb-4" : "pb-2",
        )}
      >
        {threaded && (
          <FuseThread key={post.expires_at} since={post.created_at} until={post.expires_at} />
        )}
        <AuthorAvatar author={author} />
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
            <PostMarks post={post} />
            <span className="flex-1" />
            {post.expires_at !== null && (
              <span className="shrink-0 self-center text-13 text-muted">
                <FuseLeft since={post.created_at} until={post.expires_at} />
              </span>
            )}
          </header>
          <PostBody post={post} />
          {!pending && <PostActions post={post} />}
        </div>
      </article>
      {threaded ? null : post.expires_at === null ? (
        <div className="flex h-[9px] items-center">
          <div className="h-px w-full bg-line" />
        </div>
      ) : (
        <FuseLine key={post.expires_at} since={post.created_at} until={post.expires_at} />
      )}
    </li>
  );
});
