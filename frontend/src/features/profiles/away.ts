import { createStore, useStore } from "@/lib/store";

/** People who have been taken off a list, before the API has heard of it. */
export function createAway() {
  const away = createStore<ReadonlySet<string>>(new Set());
  return {
    useAway: () => useStore(away),
    hide: (handle: string) => away.set((all) => new Set(all).add(handle)),
    show: (handle: string) => away.set((all) => new Set([...all].filter((one) => one !== handle))),
  };
}
