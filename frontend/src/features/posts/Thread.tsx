import { useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";
import { useSession } from "@/api/session";
import type { Post, Tombstone } from "@/api/types";
import { useStore } from "@/lib/store";
import { PageTitle } from "@/lib/title";
import { useBurnOut, useIsExpired } from "./burn";
import { useIsGone } from "./cache";
import { Composer } from "./Composer";
import { composerOpen, replyTo } from "./draft";
import { Gone } from "./Gone";
import { PostCard } from "./PostCard";
import { PostFocus } from "./PostFocus";
import { isTombstone } from "./queries";

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
          <PostFocus post={post} />
        </li>
      </ul>
      <ReplyBox post={post} />
    </>
  );
}

interface ThreadProps {
  ancestors: readonly (Post | Tombstone)[];
  focus: Post | Tombstone;
  children: ReactNode;
}

/** What came before, the crud, and below it what was answered. */
export function Thread({ ancestors, focus, children }: ThreadProps) {
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
