import { rememberedPerson } from "@/api/session";
import type { PostPage } from "@/api/types";
import type { PostPages } from "./queries";

/*
 * Where somebody was in a list, by entry of the browser's history. Kept in memory, and for a
 * reload in the tab's own storage: which cruds, never what they say, so that what is gone is gone.
 */

export interface Place {
  /** The first few cruds in view, for one may be gone later. */
  ids: string[];
  /** Of the first, from the upper edge of the page, in px. */
  top: number;
  /** How many stood before it. */
  index: number;
  /** Where its page begins; null for the first page. */
  cursor: string | null;
}

const KEPT = "cruddur.places";
const MOST_PLACES = 30;
const MOST_IDS = 5;
export const PAGE_LIMIT = 100;
const MOST_PAGES = 5;
// Below the page's head, which lies over the list.
const HEAD_PX = 60;

const places = new Map<string, Place>(wasHere() ? kept() : []);
const keyOf = (entry: string, name: string) => `${entry} ${name}`;

/** Whoever types the address, or follows a link to it, begins at its top. */
function wasHere(): boolean {
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return visit !== undefined && visit.type !== "navigate";
}

function kept(): [string, Place][] {
  try {
    const { person, places } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as {
      person?: string | null;
      places?: [string, Place][];
    };
    return person === rememberedPerson() ? (places ?? []) : [];
  } catch {
    return [];
  }
}

export const placeOf = (entry: string, name: string): Place | null =>
  places.get(keyOf(entry, name)) ?? null;

export function keepPlace(entry: string, name: string, place: Place | null): void {
  const key = keyOf(entry, name);
  places.delete(key);
  if (place) places.set(key, place);
  const [oldest] = places.keys();
  if (places.size > MOST_PLACES && oldest !== undefined) places.delete(oldest);
}

export function writePlaces(): void {
  try {
    const value = { person: rememberedPerson(), places: [...places] };
    sessionStorage.setItem(KEPT, JSON.stringify(value));
  } catch {
    // Nothing to do: the list begins at its top.
  }
}

/** For when somebody signs in or out. */
export function forgetPlaces(): void {
  places.clear();
  try {
    sessionStorage.removeItem(KEPT);
  } catch {
    // Then nothing was kept there.
  }
}

/** What of a list is in view now; null while its start is. */
export function placeNow(list: HTMLElement, ids: readonly string[], data: PostPages): Place | null {
  const items = [...list.querySelectorAll<HTMLElement>(":scope > li[data-index]")];
  const first = items.find((item) => item.getBoundingClientRect().bottom > HEAD_PX);
  if (!first) return null;
  const { top } = first.getBoundingClientRect();
  const index = Number(first.dataset.index);
  if (index === 0 && top >= HEAD_PX) return null;
  const seen = ids.slice(index, index + MOST_IDS);
  return { ids: seen, top, index, cursor: cursorOf(data, seen) };
}

function cursorOf({ pages, pageParams }: PostPages, ids: readonly string[]): string | null {
  const at = pages.findIndex((page) => page.items.some(({ id }) => ids.includes(id)));
  return (pageParams[at] as string | null | undefined) ?? null;
}

/** Where the first of them that is still there stands among these, or the place it had. */
export function indexIn(place: Place, ids: readonly string[]): number {
  const there = place.ids.find((id) => ids.includes(id));
  return there === undefined ? Math.min(place.index, ids.length - 1) : ids.indexOf(there);
}

type Read = (cursor: string | null, limit: number) => Promise<PostPage>;

/**
 * The pages that one has to have to stand there again: from the top where that is not too far,
 * otherwise only those from the place's own page on.
 */
export async function readTo(place: Place, read: Read): Promise<PostPages> {
  const found: PostPages = { pages: [], pageParams: [] };
  const near = place.index < PAGE_LIMIT * MOST_PAGES;
  let cursor: string | null = null;
  while (near && found.pages.length < MOST_PAGES) {
    const page: PostPage = await read(cursor, PAGE_LIMIT);
    found.pages.push(page);
    found.pageParams.push(cursor);
    if (page.next === null || page.items.some(({ id }) => place.ids.includes(id))) return found;
    cursor = page.next;
  }
  if (near && place.cursor === null) return found;
  return { pages: [await read(place.cursor, PAGE_LIMIT)], pageParams: [place.cursor] };
}
