import type { InfiniteData } from "@tanstack/react-query";
import type { Message, MessagePage } from "@/api/types";

/** A cursor, `around:` a message, or null for the newest. */
export type Place = string | null;

const AROUND = "around:";
export const aroundPlace = (messageId: string): Place => AROUND + messageId;

/** A place as the API is asked for it. */
export function askedFor(place: Place): { around?: string; cursor?: string } {
  if (place === null) return {};
  if (place.startsWith(AROUND)) return { around: place.slice(AROUND.length) };
  return { cursor: place };
}

export interface Page extends MessagePage {
  /** Of those that this device has sent: there may be others before them that are not loaded. */
  loose?: readonly string[];
}

/** What is loaded of a conversation, newest first. */
export type MessagePages = InfiniteData<Page>;

/** As many as a page that grows by new messages may hold. */
const MOST = 240;

const byId = (a: Message, b: Message) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Loaded pages as one run from old to new, with each message once. */
export function inOrder(data: MessagePages | undefined): Message[] {
  const seen = new Map<string, Message>();
  for (const page of data?.pages ?? []) {
    for (const message of page.items) if (!seen.has(message.id)) seen.set(message.id, message);
  }
  return [...seen.values()].sort(byId);
}

/** The newest message of all is loaded: what comes now belongs below it. */
export const isAtEnd = (data: MessagePages | undefined): boolean =>
  (data?.pages[0]?.prev ?? null) === null;

const mapItems = (data: MessagePages, change: (items: Message[]) => Message[]): MessagePages => ({
  ...data,
  pages: data.pages.map((page) => ({ ...page, items: change(page.items) })),
});

export const mapMessages = (
  data: MessagePages,
  change: (message: Message) => Message,
): MessagePages => mapItems(data, (items) => items.map(change));

export const withoutMessage = (data: MessagePages, id: string): MessagePages =>
  mapItems(data, (items) => items.filter((one) => one.id !== id));

/** Fresh copies in the places of old ones; what is no more between them goes. */
export function refreshed(data: MessagePages, fresh: MessagePage): MessagePages {
  const copies = new Map(fresh.items.map((one) => [one.id, one]));
  const newest = fresh.items[0]?.id ?? "";
  const oldest = fresh.items.at(-1)?.id ?? "";
  const loose = new Set(data.pages[0]?.loose);
  const stays = ({ id }: Message) => copies.has(id) || id < oldest || id > newest || loose.has(id);
  return mapItems(data, (items) => items.filter(stays).map((one) => copies.get(one.id) ?? one));
}

/**
 * The newest messages put to what is loaded. Answers null where others are missing between: then
 * the caller begins anew, or reads on from where it is. Who reads further up (`following` false)
 * keeps what they read; what is too much then is left out, to be read when they come down.
 */
export function mergeNewest(
  data: MessagePages,
  fresh: MessagePage,
  following: boolean,
): MessagePages | null {
  const [first] = data.pages;
  if (!first) return { pages: [fresh], pageParams: [null] };
  const kept = refreshed(data, fresh);
  if (!isAtEnd(data)) return kept;
  const known = new Set(inOrder(data).map((one) => one.id));
  const added = fresh.items.filter((one) => !known.has(one.id));
  const loose = (first.loose ?? []).filter((id) => !fresh.items.some((one) => one.id === id));
  const meets = fresh.items.some((one) => known.has(one.id) && !first.loose?.includes(one.id));
  if (added.length > 0 && known.size > 0 && !meets && fresh.next !== null) return null;
  if (added.length === 0 && loose.length === (first.loose?.length ?? 0)) return kept;
  const items = [...added, ...(kept.pages[0]?.items ?? [])].sort((a, b) => byId(b, a));
  const grown = { ...kept, pages: [{ ...first, items, loose }, ...kept.pages.slice(1)] };
  if (items.length <= MOST) return grown;
  return following ? cutOff(grown) : openEnded(kept);
}

/** Only the newest stay. */
function cutOff(data: MessagePages): MessagePages {
  const [first] = data.pages;
  if (!first) return data;
  const items = first.items.slice(0, MOST / 2);
  return {
    pages: [{ ...first, items, next: aroundPlace(items.at(-1)?.id ?? "") }],
    pageParams: [null],
  };
}

/** A message that this device has sent, below what is loaded. */
export function withSent(data: MessagePages, message: Message): MessagePages {
  const [first, ...rest] = data.pages;
  if (!first || !isAtEnd(data)) return data;
  if (inOrder(data).some((one) => one.id === message.id)) return data;
  const items = [message, ...first.items].sort((a, b) => byId(b, a));
  const loose = [...(first.loose ?? []), message.id];
  return { ...data, pages: [{ ...first, items, loose }, ...rest] };
}

/** Reads on from the newest that is loaded, beyond which others are missing. */
export function openEnded(data: MessagePages): MessagePages {
  const [first, ...rest] = data.pages;
  if (!first) return data;
  const items = first.items.filter((one) => !first.loose?.includes(one.id));
  const prev = items[0] ? aroundPlace(items[0].id) : null;
  return { ...data, pages: [{ items, next: first.next, prev }, ...rest] };
}
