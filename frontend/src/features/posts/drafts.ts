import { infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Draft, DraftPage, Me, Post } from "@/api/types";
import { createStore } from "@/lib/store";
import { fullTime } from "@/lib/time";
import { toast } from "@/ui/toasts";
import { asMedia, dropUpload, uploads } from "./attached";
import { emptyWriting, newPart, openDraft, type Composing, type Part, type Writing } from "./draft";
import { asPosts, problemOf, saveAlts } from "./publish";
import { fetchPost } from "./queries";

export type DraftList = "drafts" | "scheduled";

export const draftsQuery = (list: DraftList) =>
  infiniteQueryOptions({
    queryKey: ["drafts", list],
    queryFn: ({ pageParam, signal }): Promise<DraftPage> => {
      const query = pageParam === null ? {} : { cursor: pageParam };
      return unwrap(
        list === "drafts"
          ? api.GET("/api/v1/me/drafts", { params: { query }, signal })
          : api.GET("/api/v1/me/scheduled", { params: { query }, signal }),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: DraftPage) => last.next,
    staleTime: 10_000,
  });

const at = (id: string) => ({ params: { path: { draft_id: id } } });

/** Keeps what is written on the server, to be published at `publishAt` or by hand. */
export async function saveDraft(
  client: QueryClient,
  composing: Composing,
  me: Me | undefined,
  publishAt: string | null,
): Promise<boolean> {
  const { writing: store } = composing;
  const writing = store.get();
  const body = { posts: asPosts(writing, me, composing), publish_at: publishAt };
  try {
    await saveAlts(writing);
    await unwrap(
      writing.draftId === null
        ? api.POST("/api/v1/me/drafts", { body })
        : api.PATCH("/api/v1/me/drafts/{draft_id}", { ...at(writing.draftId), body }),
    );
  } catch (error) {
    store.set((now) => ({ ...now, problem: problemOf(error) }));
    return false;
  }
  writing.parts.forEach((part) => part.media.forEach(dropUpload));
  store.set(emptyWriting());
  void client.invalidateQueries({ queryKey: ["drafts"] });
  toast(publishAt === null ? "Saved to your drafts" : `Scheduled for ${fullTime(publishAt)}`);
  return true;
}

/** An image that a draft carries, as if it had just been uploaded. */
async function attach(id: string): Promise<string[]> {
  const init = { params: { path: { media_id: id } } };
  try {
    const media = await unwrap(api.GET("/api/v1/media/{media_id}", init));
    const key = crypto.randomUUID();
    const preview = media.sources[0]?.url ?? media.blur;
    const { alt } = media;
    uploads.set((all) => ({
      ...all,
      [key]: {
        key,
        file: null,
        preview,
        alt,
        savedAlt: alt,
        id,
        state: "ready",
        progress: 1,
        words: null,
        media: asMedia(media),
      },
    }));
    return [key];
  } catch {
    return [];
  }
}

const orNull = (id: string | null | undefined): Promise<Post | null> =>
  id ? fetchPost(id).catch(() => null) : Promise.resolve(null);

/** Opens a draft in the composer, with its images and with what it answers or quotes. */
export async function editDraft(draft: Draft): Promise<void> {
  const [first] = draft.posts;
  const [replyTo, quote] = await Promise.all([orNull(first?.reply_to), orNull(first?.quote_of)]);
  const parts = await Promise.all(
    draft.posts.map(async (post): Promise<Part> => {
      const media = (await Promise.all((post.media_ids ?? []).map(attach))).flat();
      return {
        ...newPart(post.text),
        warning: post.warning === "" ? null : (post.warning ?? null),
        media,
      };
    }),
  );
  const writing = createStore<Writing>({
    parts,
    ...(first?.expires_in !== undefined && { expiresIn: first.expires_in }),
    ...(first?.visibility && { visibility: first.visibility }),
    ...(first?.reply_policy && { replyPolicy: first.reply_policy }),
    draftId: draft.id,
    publishAt: draft.publish_at,
    problem: draft.problem === null ? null : { part: 0, words: draft.problem },
  });
  openDraft(draft.id, { writing, replyTo, quote });
}

export const removeDraft = (id: string): Promise<unknown> =>
  unwrap(api.DELETE("/api/v1/me/drafts/{draft_id}", at(id)));

export const publishDraft = (id: string): Promise<{ items: Post[] }> =>
  unwrap(api.POST("/api/v1/me/drafts/{draft_id}/publish", at(id)));
