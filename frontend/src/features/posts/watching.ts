import type { QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { replacePost } from "./cache";
import { isToggling } from "./toggles";

/*
 * Counters move while a crud is on screen: the server is told which are, says when one of theirs
 * has moved, and is asked for the new ones.
 */

/** As many as the server watches for one page. */
const MOST = 100;
/** Scrolling and lists that load have come to rest. */
const SETTLE_MS = 800;
const GATHER_MS = 1_000;
const SPREAD_MS = 1_000;

/** A card says where its crud is; the id stands last. */
const idOf = (card: Element): string => card.getAttribute("data-post")?.split("/").at(-1) ?? "";

/** Calls `changed` when other cruds than before have been on screen for a moment. */
function watchScreen(changed: () => void): { ids: () => string[]; close: () => void } {
  const seen = new Set<Element>();
  let known = new Set<Element>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      look();
      changed();
    }, SETTLE_MS);
  };
  const screen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    settle();
  });
  /** Cards that have come since, and those that have gone. */
  const look = () => {
    const cards = new Set(document.querySelectorAll("[data-post]"));
    for (const card of cards) if (!known.has(card)) screen.observe(card);
    for (const card of known) {
      if (cards.has(card)) continue;
      screen.unobserve(card);
      seen.delete(card);
    }
    known = cards;
  };
  const page = new MutationObserver(settle);
  page.observe(document.body, { childList: true, subtree: true });
  look();
  return {
    ids: () => [...new Set([...seen].map(idOf))].slice(0, MOST),
    close: () => {
      clearTimeout(timer);
      screen.disconnect();
      page.disconnect();
    },
  };
}

async function pull(client: QueryClient, ids: readonly string[]): Promise<void> {
  const query = { ids: ids.join(",") };
  const { posts } = await unwrap(api.GET("/api/v1/posts/counts", { params: { query } }));
  for (const { id, counts, viewer } of posts) {
    if (isToggling(id)) continue;
    replacePost(client, id, (post) => ({
      ...post,
      counts,
      viewer: { ...post.viewer, ...viewer },
    }));
  }
}

export interface Watching {
  /** Another stream is open under this name. */
  hello: (stream: string) => void;
  /** Counters of this crud have moved. */
  moved: (id: string) => void;
  close: () => void;
}

export function watchCounts(client: QueryClient): Watching {
  let stream: string | undefined;
  let told = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const due = new Set<string>();

  const tell = () => {
    const posts = screen.ids();
    const asked = `${stream ?? ""} ${posts.join()}`;
    if (stream === undefined || asked === told) return;
    told = asked;
    unwrap(api.PUT("/api/v1/events/watching", { body: { stream, posts } })).catch(() => {
      if (told === asked) told = "";
    });
  };
  const screen = watchScreen(tell);

  const moved = (ids: readonly string[]) => {
    for (const id of ids) due.add(id);
    if (due.size === 0) return;
    timer ??= setTimeout(
      () => {
        const gathered = [...due].slice(0, MOST);
        timer = undefined;
        due.clear();
        pull(client, gathered).catch(() => undefined);
      },
      GATHER_MS + Math.random() * SPREAD_MS,
    );
  };

  return {
    hello: (name) => {
      // What moved between two streams nobody has told.
      if (stream !== undefined) moved(screen.ids());
      stream = name;
      tell();
    },
    moved: (id) => moved([id]),
    close: () => {
      clearTimeout(timer);
      screen.close();
    },
  };
}
