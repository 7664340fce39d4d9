import type { SendStep } from "@/api/media";
import type { Media, MediaAnswer, Purpose } from "@/api/types";
import { createStore } from "@/lib/store";

/** An image on its way from this device to a crud or a message. */
export interface Upload {
  key: string;
  /** Left out, for a crud. */
  purpose?: Purpose;
  file: File | null;
  /** What is shown until the server has made its sizes. */
  preview: string;
  alt: string;
  savedAlt: string;
  /** What the server calls it. */
  id: string | null;
  state: "asking" | "sending" | "checking" | "ready" | "refused" | "failed";
  /** 0 to 1, of the sending. */
  progress: number;
  /** Why it was refused or failed. */
  words: string | null;
  media: Media | null;
}

export type Step =
  | SendStep
  | { kind: "failed"; words: string }
  | { kind: "refused"; words: string }
  | { kind: "again" };

/** What the server has made of an upload, as it will stand on a crud. */
export const asMedia = (answer: MediaAnswer): Media => ({
  ...answer,
  width: answer.width ?? 1,
  height: answer.height ?? 1,
});

const over = (upload: Upload) => upload.state === "ready" || upload.state === "refused";

/** What becomes of an upload; what comes late, after the end, changes nothing. */
export function step(upload: Upload, next: Step): Upload {
  if (over(upload)) return upload;
  switch (next.kind) {
    case "asked":
      return { ...upload, id: next.id, state: "sending", progress: 0 };
    case "progress":
      return upload.state === "sending"
        ? { ...upload, progress: Math.max(upload.progress, next.part) }
        : upload;
    case "sent":
      return { ...upload, state: "checking", progress: 1 };
    case "answer":
      if (next.answer.state === "ready") {
        return { ...upload, state: "ready", media: asMedia(next.answer) };
      }
      if (next.answer.state !== "refused") return upload;
      return {
        ...upload,
        state: "refused",
        words: next.answer.reason ?? "This file cannot be used as an image.",
      };
    case "refused":
      return { ...upload, state: "refused", words: next.words };
    case "failed":
      return { ...upload, state: "failed", words: next.words };
    case "again":
      return { ...upload, id: null, state: "asking", progress: 0, words: null };
  }
}

export const uploads = createStore<Readonly<Record<string, Upload>>>({});

export function changeUpload(key: string, change: (upload: Upload) => Upload): void {
  uploads.set((all) => {
    const one = all[key];
    return one ? { ...all, [key]: change(one) } : all;
  });
}

export const dropUpload = (key: string): void =>
  uploads.set((all) => Object.fromEntries(Object.entries(all).filter(([one]) => one !== key)));
