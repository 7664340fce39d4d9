import { createKeptStore, createStore, readKept, writeKept } from "@/lib/store";

/** What one is writing; kept over reloads, sign-in and refusals. */
export const draft = createKeptStore("cruddur.draft", "");
/** Why the last attempt was refused, shown at the composer. */
export const refusalReason = createStore<string | null>(null);
export const composerOpen = createStore(false);

const EXPIRY = "cruddur.expiry";
const A_WEEK = 604_800;

/** The fuse chosen last; a week at first. */
export const lastExpiry = (): number | null => {
  const kept = readKept<number | "never">(EXPIRY);
  return kept === "never" ? null : (kept ?? A_WEEK);
};
export const keepExpiry = (seconds: number | null): void => writeKept(EXPIRY, seconds ?? "never");

export const openComposer = (): void => composerOpen.set(true);
export const closeComposer = (): void => composerOpen.set(false);

/** Gives refused text back without losing what was written meanwhile. */
export function returnToDraft(text: string, reason: string): void {
  const newer = draft.get().trim();
  draft.set(newer ? `${text}\n\n${newer}` : text);
  refusalReason.set(reason);
}
