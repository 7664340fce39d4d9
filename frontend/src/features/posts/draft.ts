import type { Post, ReplyPolicy, Visibility } from "@/api/types";
import { createKeptStore, createStore, type Store } from "@/lib/store";

/** One crud of what is being written. */
export interface Part {
  key: string;
  text: string;
  /** The content warning, or null while none is wanted. */
  warning: string | null;
  /** Keys of uploads. */
  media: string[];
}

/** What one is writing: a crud, or several that are published together. */
export interface Writing {
  parts: Part[];
  /** Left out, these three: what the person has set for all they write. */
  expiresIn?: number | null;
  visibility?: Visibility;
  replyPolicy?: ReplyPolicy;
  /** The draft on the server that it was taken from. */
  draftId: string | null;
  publishAt: string | null;
  /** Why the last attempt was refused, and at which crud. */
  problem: { part: number; words: string } | null;
}

/** Where it is written, and to what it belongs. */
export interface Composing {
  writing: Store<Writing>;
  replyTo: Post | null;
  quote: Post | null;
}

export const newPart = (text = ""): Part => ({
  key: crypto.randomUUID(),
  text,
  warning: null,
  media: [],
});

export const emptyWriting = (): Writing => ({
  parts: [newPart()],
  draftId: null,
  publishAt: null,
  problem: null,
});

export const isEmpty = ({ parts }: Writing): boolean =>
  parts.every((part) => part.text.trim() === "" && part.media.length === 0);

/** Kept over reloads, sign-in and refusals; uploads are not, for their bytes are not. */
const kept = createKeptStore<Writing>("cruddur.writing", emptyWriting());
kept.set((writing) => {
  const parts = writing.parts.map((part) => ({ ...part, media: [] }));
  // Where nothing is written, nothing is chosen either.
  return isEmpty({ ...writing, parts }) ? emptyWriting() : { ...writing, parts };
});

export const main: Composing = { writing: kept, replyTo: null, quote: null };
const others = new Map<string, Composing>();

function about(key: string, context: Omit<Composing, "writing">): Composing {
  const there = others.get(key);
  if (there) return there;
  const made = { ...context, writing: createStore(emptyWriting()) };
  others.set(key, made);
  return made;
}

export const replyTo = (post: Post): Composing =>
  about(`reply ${post.id}`, { replyTo: post, quote: null });
export const quoteOf = (post: Post): Composing =>
  about(`quote ${post.id}`, { replyTo: null, quote: post });

export const composerOpen = createStore<Composing | null>(null);
export const openComposer = (): void => composerOpen.set(main);
export const openReply = (post: Post): void => composerOpen.set(replyTo(post));
export const openQuote = (post: Post): void => composerOpen.set(quoteOf(post));
export const closeComposer = (): void => composerOpen.set(null);

/** Opens a composer of its own for a draft that is kept on the server. */
export function openDraft(draftId: string, context: Composing): void {
  others.set(`draft ${draftId}`, context);
  composerOpen.set(context);
}

export function changePart(writing: Store<Writing>, key: string, change: Partial<Part>): void {
  writing.set((now) => ({
    ...now,
    problem: null,
    parts: now.parts.map((part) => (part.key === key ? { ...part, ...change } : part)),
  }));
}

/** Gives what was refused back, without losing what was written meanwhile. */
export function returnWriting(
  store: Store<Writing>,
  refused: Writing,
  problem: Writing["problem"],
): void {
  store.set((newer) => {
    if (isEmpty(newer)) return { ...refused, problem };
    const [first, ...rest] = newer.parts;
    const last = refused.parts.at(-1);
    if (!first || !last) return { ...refused, problem };
    const joined = {
      ...last,
      text: [last.text, first.text].filter((text) => text.trim()).join("\n\n"),
      media: [...last.media, ...first.media],
    };
    return { ...refused, problem, parts: [...refused.parts.slice(0, -1), joined, ...rest] };
  });
}

/** Whoever signs out leaves nothing behind. */
export function forgetWriting(): void {
  kept.set(emptyWriting());
  others.clear();
  composerOpen.set(null);
}
