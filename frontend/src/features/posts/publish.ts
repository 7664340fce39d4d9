import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { inWords } from "@/api/errors";
import { meQuery, useMe } from "@/api/me";
import type { Me, Post } from "@/api/types";
import { now } from "@/lib/clock";
import { toast } from "@/ui/toasts";
import { dropPost, insertPost, newLocalId, settlePost } from "./cache";
import { draft, openComposer, refusalReason, returnToDraft } from "./draft";

export interface NewPost {
  text: string;
  expires_in: number | null;
}

function provisional(author: Me & { handle: string }, { text, expires_in }: NewPost): Post {
  const at = now();
  return {
    id: newLocalId(),
    author: {
      handle: author.handle,
      display_name: author.display_name,
      avatar_url: author.avatar_url,
    },
    text,
    created_at: new Date(at).toISOString(),
    expires_at: expires_in === null ? null : new Date(at + expires_in * 1_000).toISOString(),
    counts: { replies: 0, reposts: 0, quotes: 0, likes: 0 },
    viewer: { is_author: true },
  };
}

/** Publishes at once on the page; a refusal takes it back, says why and returns the text. */
export function usePublish(): (post: NewPost) => void {
  const client = useQueryClient();
  const me = useMe();
  const { mutate } = useMutation({
    networkMode: "always",
    mutationFn: (body: NewPost) => unwrap(api.POST("/api/v1/posts", { body })),
    onMutate: (body) => {
      refusalReason.set(null);
      draft.set("");
      if (!me?.handle) return null;
      const shown = provisional({ ...me, handle: me.handle }, body);
      insertPost(client, shown);
      return shown;
    },
    onSuccess: (post, _body, shown) => {
      settlePost(client, shown?.id, post);
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
      void client.invalidateQueries({ queryKey: ["profile", post.author.handle] });
    },
    onError: (error, body, shown) => {
      if (shown) dropPost(client, shown.id);
      returnToDraft(body.text, inWords(error));
      toast("Your crud was not posted. The text is back in the composer.", {
        stays: 8_000,
        action: { label: "Look", run: openComposer },
      });
    },
  });
  return mutate;
}
