import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { inWords } from "@/api/errors";
import { meQuery } from "@/api/me";
import type { Post, PostChanges } from "@/api/types";
import { toast } from "@/ui/toasts";
import { mergePost, replacePost } from "./cache";
import { allThreads, listKey } from "./queries";

const at = (post: Post) => ({ params: { path: { post_id: post.id } } });

/** Hides a reply under one's own crud, or shows it again; at once, and put back if refused. */
export async function setHidden(client: QueryClient, post: Post, hidden: boolean): Promise<void> {
  const put = (value: boolean) =>
    replacePost(client, post.id, (one) => ({ ...one, hidden: value }));
  put(hidden);
  try {
    const path = "/api/v1/posts/{post_id}/hidden";
    await unwrap(hidden ? api.PUT(path, at(post)) : api.DELETE(path, at(post)));
  } catch (error) {
    put(!hidden);
    toast(`The reply was not ${hidden ? "hidden" : "shown"}. ${inWords(error)}`);
    return;
  }
  if (!hidden) return;
  toast("Reply hidden from others", {
    action: { label: "Undo", run: () => void setHidden(client, post, false) },
  });
}

/** Puts a crud at the head of one's profile, or takes it from there. */
export async function setPinned(client: QueryClient, post: Post, pinned: boolean): Promise<void> {
  const before = client.getQueryData(meQuery.queryKey)?.pinned_post_id ?? null;
  const put = (id: string | null) =>
    client.setQueryData(meQuery.queryKey, (me) => me && { ...me, pinned_post_id: id });
  put(pinned ? post.id : null);
  try {
    const path = "/api/v1/posts/{post_id}/pin";
    await unwrap(pinned ? api.PUT(path, at(post)) : api.DELETE(path, at(post)));
  } catch (error) {
    put(before);
    toast(`${pinned ? "Not pinned" : "Still pinned"}. ${inWords(error)}`);
    return;
  }
  toast(pinned ? "Pinned to your profile" : "No longer pinned");
}

/** Keeps what belongs to a thread out of one's feeds, or lets it in again. */
export async function setThreadMuted(
  client: QueryClient,
  post: Post,
  muted: boolean,
): Promise<void> {
  const path = "/api/v1/posts/{post_id}/mute-thread";
  try {
    const fresh = await unwrap(muted ? api.PUT(path, at(post)) : api.DELETE(path, at(post)));
    replacePost(client, post.id, (old) => mergePost(old, fresh));
  } catch (error) {
    toast(`The thread is ${muted ? "not" : "still"} muted. ${inWords(error)}`);
    return;
  }
  void client.invalidateQueries({ queryKey: allThreads });
  // What is being read stays where it is until the list is next opened.
  void client.invalidateQueries({ queryKey: listKey("home"), refetchType: "none" });
  toast(
    muted ? "Thread muted. It stays out of your feeds." : "The thread is no longer muted",
    muted ? { action: { label: "Undo", run: () => void setThreadMuted(client, post, false) } } : {},
  );
}

/** Changes one's own crud; every copy on the page has it as soon as the server agrees. */
export function useChangePost(post: Post) {
  const client = useQueryClient();
  return useMutation({
    networkMode: "always",
    mutationFn: (body: PostChanges) =>
      unwrap(api.PATCH("/api/v1/posts/{post_id}", { ...at(post), body })),
    onSuccess: (fresh) => {
      replacePost(client, post.id, (old) => mergePost(old, fresh));
      void client.invalidateQueries({ queryKey: ["history", post.id] });
    },
  });
}
