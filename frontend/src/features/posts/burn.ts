import { useEffect, useState, type RefObject } from "react";
import type { Post } from "@/api/types";
import { now } from "@/lib/clock";
import { hidePost, isExpired, useIsLeaving } from "./cache";
import { foldAway } from "./fold";

const LONGEST_TIMER_MS = 2_000_000_000;

/** Calls at the very second at which a fuse has burned down. */
export function atTheEnd(expiresAt: string, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const end = Date.parse(expiresAt);
  const check = () => {
    const left = end - now();
    if (left <= 0) act();
    else timer = setTimeout(check, Math.min(left, LONGEST_TIMER_MS));
  };
  check();
  return () => clearTimeout(timer);
}

/** Folds the card away when its fuse has burned down, or when the crud has gone otherwise. */
export function useBurnOut(post: Post, item: RefObject<HTMLElement | null>): void {
  const { id, expires_at: end } = post;
  const leaving = useIsLeaving(id);
  useEffect(() => {
    const fold = () => void foldAway(item.current, () => hidePost(id));
    if (leaving) fold();
    else if (end !== null) return atTheEnd(end, fold);
  }, [id, end, leaving, item]);
}

/** Whether its time is over, known at the second. */
export function useIsExpired(post: Pick<Post, "expires_at">): boolean {
  const { expires_at: end } = post;
  const [, setTick] = useState(0);
  useEffect(() => {
    if (end === null || isExpired({ expires_at: end })) return;
    return atTheEnd(end, () => setTick((tick) => tick + 1));
  }, [end]);
  return isExpired(post);
}
