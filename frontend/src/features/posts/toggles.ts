import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, unwrap } from "@/api/client";
import { inWords, isNotFound } from "@/api/errors";
import { useGate } from "@/api/gate";
import type { Post } from "@/api/types";
import { toast } from "@/ui/toasts";
import { findPost, letGo, mergePost, replacePost } from "./cache";
import { listKey } from "./queries";

export type Toggle = "like" | "repost" | "bookmark";

const flags = { like: "liked", repost: "reposted", bookmark: "bookmarked" } as const;
const counted = { like: "likes", repost: "reposts", bookmark: null } as const;
const paths = {
  like: "/api/v1/posts/{post_id}/like",
  repost: "/api/v1/posts/{post_id}/repost",
  bookmark: "/api/v1/posts/{post_id}/bookmark",
} as const;
const refused: Record<Toggle, [on: string, off: string]> = {
  like: ["Not liked.", "Still liked."],
  repost: ["Not reposted.", "Still reposted."],
  bookmark: ["Not bookmarked.", "Still bookmarked."],
};

/** The crud as it is with the toggle on or off. */
export function withToggle(post: Post, kind: Toggle, on: boolean): Post {
  const flag = flags[kind];
  if (post.viewer[flag] === on) return post;
  const count = counted[kind];
  return {
    ...post,
    viewer: { ...post.viewer, [flag]: on },
    counts: count
      ? { ...post.counts, [count]: Math.max(0, post.counts[count] + (on ? 1 : -1)) }
      : post.counts,
  };
}

/** Undoing may answer with nothing: what is shown then stays. */
const send = (kind: Toggle, id: string, on: boolean): Promise<Post | undefined> => {
  const init = { params: { path: { post_id: id } } };
  return on ? unwrap(api.PUT(paths[kind], init)) : unwrap(api.DELETE(paths[kind], init));
};

/** What was asked for last, for each toggle whose request is under way. */
const wanted = new Map<string, boolean>();

/** Something was asked for and is under way: what the server says now may be of before. */
export const isToggling = (id: string): boolean =>
  [...wanted.keys()].some((key) => key.endsWith(` ${id}`));

/**
 * Shows the change at once and sends it. Pressed again meanwhile, only the last wish is sent
 * after; a refusal puts back what the server is known to hold.
 */
export async function toggle(
  client: QueryClient,
  post: Post,
  kind: Toggle,
  on: boolean,
): Promise<void> {
  const { id } = post;
  const key = `${kind} ${id}`;
  const busy = wanted.has(key);
  wanted.set(key, on);
  let held = (findPost(client, id) ?? post).viewer[flags[kind]];
  replacePost(client, id, (one) => withToggle(one, kind, on));
  if (busy) return;
  try {
    for (let wish = on; wish !== held; wish = wanted.get(key) ?? wish) {
      const answer = await send(kind, id, wish);
      held = wish;
      const last = wanted.get(key) ?? wish;
      replacePost(client, id, (one) =>
        withToggle(answer ? mergePost(one, answer) : one, kind, last),
      );
    }
    if (kind === "bookmark") void client.invalidateQueries({ queryKey: listKey("bookmarks") });
  } catch (error) {
    replacePost(client, id, (one) => withToggle(one, kind, held));
    toast(`${refused[kind][held ? 1 : 0]} ${inWords(error)}`);
    if (isNotFound(error)) letGo(client, id, "unavailable");
  } finally {
    wanted.delete(key);
  }
}

export function useToggle(post: Post): (kind: Toggle) => void {
  const client = useQueryClient();
  const gate = useGate();
  return useCallback(
    (kind) => {
      if (!gate()) return;
      void toggle(client, post, kind, !post.viewer[flags[kind]]);
    },
    [client, gate, post],
  );
}
