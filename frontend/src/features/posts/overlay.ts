import type { Media, Post } from "@/api/types";
import { createStore } from "@/lib/store";

/** What lies over the page and belongs to a crud; one at a time, loaded when first asked for. */
export type Overlay =
  | { kind: "history" | "likes" | "reposts" | "edit" | "time" | "audience"; post: Post }
  /** `crud` is the address of where the images belong, if they are shown without it. */
  | { kind: "viewer"; media: readonly Media[]; at: number; crud?: string };

export const overlay = createStore<Overlay | null>(null);
export const openOverlay = (next: Overlay): void => overlay.set(next);
export const closeOverlay = (): void => overlay.set(null);

/** The crud that is to go along with a message, while it is asked in which conversation. */
export const sending = createStore<Post | null>(null);
