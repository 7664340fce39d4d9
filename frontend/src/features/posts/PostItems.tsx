import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useLocation } from "react-router";
import type { Post } from "@/api/types";
import { keyOf } from "./cache";
import { indexIn, keepPlace, placeNow, writePlaces, type Place } from "./places";
import { PostCard } from "./PostCard";
import type { PostPages } from "./queries";
import { Steady } from "./Steady";
import { useWindow } from "./windowing";

interface PostItemsProps {
  posts: readonly Post[];
  pages: PostPages;
  /** Of the list: what it remembers is kept by it. */
  name: string;
  label: string;
  busy: boolean;
  /** Whether these are all. */
  whole: boolean;
  /** Where to stand, for whoever comes back. */
  place: Place | null;
}

interface Start {
  index: number;
  top: number;
}

/** Stands where one was, before anything is painted. */
function useStand(list: RefObject<HTMLElement | null>, start: Start | null): void {
  useLayoutEffect(() => {
    if (!start) return;
    const go = () => {
      const item = list.current?.querySelector(`:scope > li[data-index="${start.index}"]`);
      if (!item) return;
      window.scrollBy({ top: item.getBoundingClientRect().top - start.top, behavior: "instant" });
    };
    go();
    // Once more after the router has put the page to where it remembers it.
    const frame = requestAnimationFrame(go);
    return () => cancelAnimationFrame(frame);
  }, [list, start]);
}

function startOf(place: Place | null, posts: readonly Post[]): Start | null {
  if (!place) return null;
  const ids = posts.map(({ id }) => id);
  return { index: indexIn(place, ids), top: place.top };
}

/** Remembers where in the list one is; for a reload too. */
function useKeepPlace(
  list: RefObject<HTMLElement | null>,
  { posts, pages, name }: Pick<PostItemsProps, "posts" | "pages" | "name">,
): void {
  const { key: entry } = useLocation();
  const latest = useRef({ posts, pages });
  useLayoutEffect(() => {
    latest.current = { posts, pages };
  });
  useEffect(() => {
    // When the page is left it is too late to look: it is being taken down.
    const keep = () => {
      if (!list.current) return;
      const ids = latest.current.posts.map(({ id }) => id);
      keepPlace(entry, name, placeNow(list.current, ids, latest.current.pages));
    };
    window.addEventListener("scroll", keep, { passive: true });
    window.addEventListener("pagehide", writePlaces);
    return () => {
      window.removeEventListener("scroll", keep);
      window.removeEventListener("pagehide", writePlaces);
    };
  }, [list, entry, name]);
}

/** The cruds of a list that are near the reader, as items of the whole of it. */
export function PostItems(props: PostItemsProps) {
  const { posts, name, label, busy, whole, place } = props;
  const list = useRef<HTMLUListElement>(null);
  const keys = useMemo(() => posts.map(keyOf), [posts]);
  const [start] = useState(() => startOf(place, posts));
  const shown = useWindow({ list, keys, name, start });
  useStand(list, start);
  useKeepPlace(list, props);
  return (
    <ul
      ref={list}
      aria-label={label}
      aria-busy={busy}
      // Two that hold the page still push it twice: see Steady.
      className="[overflow-anchor:none]"
      style={{ paddingTop: shown.above, paddingBottom: shown.below }}
    >
      <Steady list={list}>
        {shown.items.map(({ index, before }) => {
          const post = posts[index];
          return (
            post && (
              <PostCard
                key={keys[index]}
                post={post}
                index={index}
                count={whole ? posts.length : -1}
                before={before}
                measure={shown.measure}
              />
            )
          );
        })}
      </Steady>
    </ul>
  );
}
