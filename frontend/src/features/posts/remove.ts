import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { inWords, isNotFound } from "@/api/errors";
import { meQuery } from "@/api/me";
import type { Post } from "@/api/types";
import { later } from "@/lib/later";
import { toast } from "@/ui/toasts";
import { countReply, dropPost, hidePost, unhidePost } from "./cache";

const UNDO_MS = 5_000;

async function finish(client: QueryClient, post: Post): Promise<void> {
  try {
    await unwrap(
      api.DELETE("/api/v1/posts/{post_id}", {
        params: { path: { post_id: post.id } },
        keepalive: true,
      }),
    );
  } catch (error) {
    if (!isNotFound(error)) {
      unhidePost(post.id);
      toast(`The crud was not deleted. ${inWords(error)}`);
      return;
    }
  }
  dropPost(client, post.id);
  if (post.reply_to) countReply(client, post.reply_to.id, -1);
  void client.invalidateQueries({ queryKey: meQuery.queryKey });
  void client.invalidateQueries({ queryKey: ["profile", post.author.handle] });
}

/** Hides a crud at once and deletes it when the few seconds for undoing are over. */
export function useDeletePost(): (post: Post) => void {
  const client = useQueryClient();
  return (post) => {
    hidePost(post.id);
    const cancel = later(() => void finish(client, post), UNDO_MS);
    toast("Crud deleted", {
      stays: UNDO_MS,
      action: {
        label: "Undo",
        run: () => {
          cancel();
          unhidePost(post.id);
        },
      },
    });
  };
}
