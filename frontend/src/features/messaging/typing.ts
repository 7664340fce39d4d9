import { api, unwrap } from "@/api/client";
import { createStore, useStore } from "@/lib/store";

const SHOWN_MS = 5_000;
const SAID_EVERY_MS = 3_000;

type Timers = Readonly<Record<string, ReturnType<typeof setTimeout>>>;

/** Who is typing, by conversation and handle; each until their timer takes them out. */
const typists = createStore<Readonly<Record<string, Timers>>>({});

export function noticeStopped(id: string, handle: string): void {
  const { [handle]: timer, ...rest } = typists.get()[id] ?? {};
  if (timer === undefined) return;
  clearTimeout(timer);
  typists.set((all) => ({ ...all, [id]: rest }));
}

export function noticeTyping(id: string, handle: string): void {
  const there = typists.get()[id] ?? {};
  clearTimeout(there[handle]);
  const timer = setTimeout(() => noticeStopped(id, handle), SHOWN_MS);
  typists.set((all) => ({ ...all, [id]: { ...there, [handle]: timer } }));
}

const none: Timers = {};

/** Handles of those who are typing in a conversation. */
export const useTypists = (id: string): string[] => Object.keys(useStore(typists)[id] ?? none);

const said = new Map<string, number>();

/** Tells the others that one is typing, every few seconds at most. */
export function sayTyping(id: string): void {
  const at = performance.now();
  if (at - (said.get(id) ?? -SAID_EVERY_MS) < SAID_EVERY_MS) return;
  said.set(id, at);
  const path = "/api/v1/conversations/{conversation_id}/typing";
  unwrap(api.POST(path, { params: { path: { conversation_id: id } } })).catch(() => {
    // Of no use a moment later.
  });
}

/** What was typed has been sent: the next key is news again. */
export const doneTyping = (id: string): boolean => said.delete(id);
