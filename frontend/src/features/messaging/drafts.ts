import { onSessionChange } from "@/api/session";
import type { Answered } from "@/api/types";
import { createStore, useStore } from "@/lib/store";
import { keptByPerson } from "./kept";

/** What one has typed and not sent in a conversation. */
export interface Draft {
  text: string;
  /** The crud that goes along. */
  postId: string | null;
  replyTo: Answered | null;
}

const empty: Draft = { text: "", postId: null, replyTo: null };

/** By conversation. */
export const drafts = keptByPerson<Draft>("drafts");

export const draftOf = (id: string): Draft => drafts.get()[id] ?? empty;
export const useDraft = (id: string): Draft => useStore(drafts)[id] ?? empty;

export function changeDraft(id: string, change: Partial<Draft>): void {
  const next = { ...draftOf(id), ...change };
  const isEmpty = next.text === "" && next.postId === null && next.replyTo === null;
  drafts.put(id, isEmpty ? null : next);
}

/** Keys of the uploads that go along, by conversation; their bytes are this tab's alone. */
export const pictures = createStore<Readonly<Record<string, readonly string[]>>>({});

const none: readonly string[] = [];
export const usePictures = (id: string): readonly string[] => useStore(pictures)[id] ?? none;

export function setPictures(id: string, keys: readonly string[]): void {
  pictures.set((all) => ({ ...all, [id]: keys }));
}

/** One's own message that is being written anew, by conversation. */
export interface Editing {
  messageId: string;
  before: string;
  text: string;
}

export const editing = createStore<Readonly<Record<string, Editing>>>({});

export function setEditing(id: string, next: Editing | null): void {
  editing.set(({ [id]: _old, ...rest }) => (next ? { ...rest, [id]: next } : rest));
}

onSessionChange(() => {
  pictures.set({});
  editing.set({});
});
