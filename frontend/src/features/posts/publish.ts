import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { ApiError, inWords } from "@/api/errors";
import { meQuery, useMe } from "@/api/me";
import type { Me, NewPost, Post } from "@/api/types";
import { now } from "@/lib/clock";
import { toast } from "@/ui/toasts";
import { changeUpload, dropUpload, uploads, type Upload } from "./attached";
import type { Audience } from "./AudienceFields";
import { countReply, dropPost, insertPost, newLocalId, replacePost, settlePost } from "./cache";
import { composerOpen, emptyWriting, returnWriting, type Composing, type Writing } from "./draft";

const A_WEEK = 604_800;

/** How long it will burn: as chosen, or as the person has set for all. */
export const expiryOf = (writing: Writing, me: Me | undefined): number | null =>
  writing.expiresIn !== undefined
    ? writing.expiresIn
    : me?.default_expires_in !== undefined
      ? me.default_expires_in
      : A_WEEK;

/** Who sees it and may reply, likewise; nothing where that is not known yet. */
export function audienceOf(writing: Writing, me: Me | undefined): Partial<Audience> {
  const visibility = writing.visibility ?? me?.default_visibility;
  const replyPolicy = writing.replyPolicy ?? me?.default_reply_policy;
  return { ...(visibility && { visibility }), ...(replyPolicy && { replyPolicy }) };
}

const ofPart = (keys: readonly string[]): Upload[] =>
  keys.flatMap((key) => uploads.get()[key] ?? []);

/** What is written, as the API takes it. */
export function asPosts(
  writing: Writing,
  me: Me | undefined,
  { replyTo, quote }: Pick<Composing, "replyTo" | "quote">,
): NewPost[] {
  const expires_in = expiryOf(writing, me);
  const { visibility, replyPolicy } = audienceOf(writing, me);
  return writing.parts.map((part, index) => {
    const media = ofPart(part.media).flatMap(({ id }) => (id === null ? [] : [id]));
    const warning = part.warning?.trim();
    return {
      text: part.text.trim(),
      expires_in,
      ...(index === 0 && replyTo && { reply_to: replyTo.id }),
      ...(index === 0 && quote && { quote_of: quote.id }),
      ...(media.length > 0 && { media_ids: media }),
      ...(warning && { warning }),
      ...(visibility && { visibility }),
      ...(replyPolicy && { reply_policy: replyPolicy }),
    };
  });
}

/** Image descriptions are saved when they are needed, not at every key. */
export async function saveAlts(writing: Writing): Promise<void> {
  const changed = ofPart(writing.parts.flatMap((part) => part.media)).filter(
    (one) => one.id !== null && one.alt.trim() !== one.savedAlt,
  );
  await Promise.all(
    changed.map(async ({ key, id, alt }) => {
      const init = { params: { path: { media_id: id ?? "" } }, body: { alt: alt.trim() } };
      await unwrap(api.PATCH("/api/v1/media/{media_id}", init));
      changeUpload(key, (one) => ({ ...one, savedAlt: alt.trim() }));
    }),
  );
}

/** At which of the cruds it failed, and why in words. */
export function problemOf(error: unknown): { part: number; words: string } {
  if (error instanceof ApiError) {
    for (const { field, detail } of error.errors) {
      const at = /^posts\.(\d+)(\.|$)/.exec(field)?.[1];
      if (at !== undefined) return { part: Number(at), words: detail };
    }
    const [first] = error.errors;
    if (first) return { part: 0, words: first.detail };
  }
  return { part: 0, words: inWords(error) };
}

function provisional(
  author: Me & { handle: string },
  body: NewPost,
  { replyTo, quote }: Pick<Composing, "replyTo" | "quote">,
  uploaded: readonly Upload[],
): Post {
  const at = now();
  const { text, expires_in = null } = body;
  return {
    id: newLocalId(),
    author: {
      handle: author.handle,
      display_name: author.display_name,
      avatar_url: author.avatar_url,
    },
    text,
    warning: body.warning ?? "",
    visibility: author.is_private ? "followers" : (body.visibility ?? "public"),
    reply_policy: body.reply_policy ?? "everyone",
    reply_to: replyTo && { id: replyTo.id, author: replyTo.author },
    quote: quote && { state: "visible", post: { ...quote, quote: null } },
    media: uploaded.flatMap(({ media, alt }) => (media ? [{ ...media, alt }] : [])),
    created_at: new Date(at).toISOString(),
    edited_at: null,
    expires_at: expires_in === null ? null : new Date(at + expires_in * 1_000).toISOString(),
    hidden: false,
    counts: { replies: 0, reposts: 0, quotes: 0, likes: 0 },
    viewer: {
      is_author: true,
      liked: false,
      reposted: false,
      bookmarked: false,
      can_reply: true,
      thread_muted: false,
    },
  };
}

async function send(posts: NewPost[]): Promise<Post[]> {
  const [only] = posts;
  if (posts.length === 1 && only) return [await unwrap(api.POST("/api/v1/posts", { body: only }))];
  return (await unwrap(api.POST("/api/v1/posts/thread", { body: { posts } }))).items;
}

interface Job {
  composing: Composing;
  writing: Writing;
  posts: NewPost[];
}

/** Publishes at once on the page; a refusal takes it back, says why and returns what was written. */
export function usePublish(): (composing: Composing) => void {
  const client = useQueryClient();
  const me = useMe();
  const countQuote = (quote: Post | null, change: 1 | -1) => {
    if (!quote) return;
    replacePost(client, quote.id, (post) => ({
      ...post,
      counts: { ...post.counts, quotes: Math.max(0, post.counts.quotes + change) },
    }));
  };
  const { mutate } = useMutation({
    networkMode: "always",
    mutationFn: async ({ writing, posts }: Job) => {
      await saveAlts(writing);
      return send(posts);
    },
    onMutate: ({ composing, writing, posts: [first] }) => {
      const { replyTo, quote } = composing;
      composing.writing.set({ ...emptyWriting() });
      if (!me?.handle || !first) return null;
      const shown = provisional(
        { ...me, handle: me.handle },
        first,
        composing,
        ofPart(writing.parts[0]?.media ?? []),
      );
      insertPost(client, shown);
      if (replyTo) countReply(client, replyTo.id, 1);
      countQuote(quote, 1);
      return shown;
    },
    onSuccess: (answers, { writing }, shown) => {
      answers.forEach((post, index) =>
        settlePost(client, index === 0 ? shown?.id : undefined, post),
      );
      const [post] = answers;
      writing.parts.forEach((part) => part.media.forEach(dropUpload));
      if (writing.draftId !== null) {
        const init = { params: { path: { draft_id: writing.draftId } } };
        void api
          .DELETE("/api/v1/me/drafts/{draft_id}", init)
          .then(() => client.invalidateQueries({ queryKey: ["drafts"] }));
      }
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
      if (post) void client.invalidateQueries({ queryKey: ["profile", post.author.handle] });
    },
    onError: (error, { composing, writing }, shown) => {
      const { replyTo, quote } = composing;
      if (shown) {
        dropPost(client, shown.id);
        if (replyTo) countReply(client, replyTo.id, -1);
        countQuote(quote, -1);
      }
      returnWriting(composing.writing, writing, problemOf(error));
      toast("Your crud was not posted. The text is back in the composer.", {
        stays: 8_000,
        action: { label: "Look", run: () => composerOpen.set(composing) },
      });
    },
  });
  return (composing) => {
    const writing = composing.writing.get();
    mutate({ composing, writing, posts: asPosts(writing, me, composing) });
  };
}
