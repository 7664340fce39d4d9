import { createStore, readKept, writeKept, type Store } from "./store";

const PLACE = "cruddur.own/";

/** What somebody has on this device, by id. Each entry is kept by itself, and tabs share them. */
export interface Shelf<T> {
  get: () => Readonly<Record<string, T>>;
  subscribe: Store<T>["subscribe"];
  put: (id: string, value: T | null) => void;
  /** An entry as the tabs have left it, which this one may not have heard of yet. */
  fresh: (id: string) => T | null;
  /** Shows what is kept for somebody; for nobody it is empty, and nothing is kept. */
  open: (owner: string | null) => void;
}

function keptBelow<T>(place: string): Record<string, T> {
  const found: Record<string, T> = {};
  for (const key of keysBelow(place)) {
    const value = readKept<T>(key);
    if (value !== null) found[key.slice(place.length)] = value;
  }
  return found;
}

function keysBelow(place: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(place));
  } catch {
    return [];
  }
}

export function createShelf<T>(name: string): Shelf<T> {
  const store = createStore<Readonly<Record<string, T>>>({});
  // What storage did not take, being full or closed, is in this tab alone.
  const unkept = new Set<string>();
  let place: string | null = null;

  const show = (id: string, value: T | null) =>
    store.set(({ [id]: _old, ...rest }) => (value === null ? rest : { ...rest, [id]: value }));

  window.addEventListener("storage", ({ key }) => {
    if (place === null) return;
    if (key === null) store.set({});
    else if (key.startsWith(place)) show(key.slice(place.length), readKept<T>(key));
  });

  return {
    get: store.get,
    subscribe: store.subscribe,
    put: (id, value) => {
      if (place !== null) writeKept(place + id, value);
      const kept = place !== null && readKept(place + id) !== null;
      if (value === null || kept) unkept.delete(id);
      else unkept.add(id);
      show(id, value);
    },
    fresh: (id) => {
      if (place === null || unkept.has(id)) return store.get()[id] ?? null;
      return readKept<T>(place + id);
    },
    open: (owner) => {
      place = owner === null ? null : `${PLACE}${name}/${encodeURIComponent(owner)}/`;
      unkept.clear();
      store.set(place === null ? {} : keptBelow<T>(place));
    },
  };
}

/** Whoever signs out leaves nothing behind on the device. */
export function clearShelves(): void {
  for (const key of keysBelow(PLACE)) writeKept(key, null);
}
