import type { Range, Virtualizer, VirtualItem } from "@tanstack/virtual-core";
import { useCallback, useLayoutEffect, useMemo, useReducer, useState, type RefObject } from "react";
import { flushSync } from "react-dom";
import { keepTrying } from "@/lib/keepTrying";
import { createStore, useStore } from "@/lib/store";

/*
 * Of a long list only what is near the reader is in the document, in the normal flow: room is
 * left for what is not. Where it scrolls to is not decided here (see Steady and Places).
 */

type Core = typeof import("@tanstack/virtual-core");
type Windower = Virtualizer<Window, HTMLLIElement>;

/** Shorter lists are whole: find in page, and whatever else reads them, sees all of them. */
const FEW = 30;
const TYPICAL_PX = 170;
const AROUND = 8;

const core = createStore<Core | null>(null);

/** Not needed for a first page, so it comes after it. */
export async function loadWindowing(): Promise<void> {
  if (core.get() === null) core.set(await keepTrying(() => import("@tanstack/virtual-core")));
}

/** How high cruds were, by list and width of the page: back there, everything is in its place. */
const heights = new Map<string, VirtualItem[]>();
const heightsKey = (name: string) => `${name} ${window.innerWidth}`;

export interface Shown {
  items: readonly { index: number; before: number }[];
  /** Room for what is not in the document, above and below. */
  above: number;
  below: number;
  measure?: (item: HTMLLIElement | null) => void;
}

interface Options {
  list: RefObject<HTMLElement | null>;
  keys: readonly string[];
  /** Of the list: what it remembers is kept by it. */
  name: string;
  /** Which item is about to stand how far below the page's upper edge, in px. */
  start: { index: number; top: number } | null;
}

/** Where the focus is stays in the document, however far one scrolls. */
function withFocused(shown: number[], list: HTMLElement | null, count: number): number[] {
  const item = document.activeElement?.closest<HTMLElement>("li[data-index]");
  if (item?.parentElement !== list) return shown;
  const focused = Number(item.dataset.index);
  if (focused >= count || shown.includes(focused)) return shown;
  return [...shown, focused].sort((a, b) => a - b);
}

function heightOf(item: HTMLLIElement, entry: ResizeObserverEntry | undefined): number {
  return entry?.borderBoxSize[0]?.blockSize ?? item.getBoundingClientRect().height;
}

/** Where the page will be scrolled to, near enough to know what is to be in the document. */
function offsetOf({ keys, name, start }: Omit<Options, "list">): number {
  if (!start) return 0;
  const known = new Map(heights.get(heightsKey(name))?.map(({ key, size }) => [key, size]));
  const before = keys.slice(0, start.index);
  return before.reduce((sum, key) => sum + (known.get(key) ?? TYPICAL_PX), -start.top);
}

function useWindower(options: Omit<Options, "list">): { core: Core; windower: Windower } | null {
  const { name } = options;
  const [, render] = useReducer((times: number) => times + 1, 0);
  const loaded = useStore(core);
  const [early] = useState(loaded !== null);
  return useMemo(() => {
    if (!loaded) return null;
    const windower: Windower = new loaded.Virtualizer<Window, HTMLLIElement>({
      ...fixed(loaded),
      count: 0,
      // One that comes late finds a list that has been scrolled.
      initialOffset: early ? offsetOf(options) : window.scrollY,
      initialRect: { width: window.innerWidth, height: window.innerHeight },
      initialMeasurementsCache: heights.get(heightsKey(name)) ?? [],
      onChange: (_, now) => {
        if (now) flushSync(render);
        else render();
      },
    });
    windower.shouldAdjustScrollPositionOnItemSizeChange = () => false;
    return { core: loaded, windower };
    // Where it begins is of interest when it begins.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [loaded, name]);
}

const fixed = ({ observeWindowOffset, observeWindowRect }: Core) => ({
  getScrollElement: (): Window => window,
  observeElementOffset: observeWindowOffset,
  observeElementRect: observeWindowRect,
  scrollToFn: () => undefined,
  estimateSize: () => TYPICAL_PX,
  measureElement: heightOf,
  overscan: AROUND,
});

/** After each rendering: what stands above the list may have another height than before. */
function attend(windower: Windower, list: HTMLElement): void {
  const scrollMargin = Math.round(list.getBoundingClientRect().top + window.scrollY);
  if (scrollMargin !== windower.options.scrollMargin) {
    windower.setOptions({ ...windower.options, scrollMargin });
    windower.options.onChange(windower, false);
  }
  windower._willUpdate();
}

function spaced(windower: Windower): Shown {
  const start = windower.options.scrollMargin;
  const items = windower.getVirtualItems();
  const end = start + windower.getTotalSize();
  let at = items[0]?.start ?? start;
  const above = at - start;
  const shown = items.map((item) => {
    const before = item.start - at;
    at = item.end;
    return { index: item.index, before };
  });
  return { items: shown, above, below: Math.max(0, end - at) };
}

const whole = (keys: readonly string[]): Shown => ({
  items: keys.map((_, index) => ({ index, before: 0 })),
  above: 0,
  below: 0,
});

/** What of a list is to be in the document now. */
export function useWindow({ list, keys, name, start }: Options): Shown {
  const made = useWindower({ keys, name, start });
  const keyAt = useCallback((index: number) => keys[index] ?? index, [keys]);
  const windower = made?.windower;
  if (made) {
    made.windower.setOptions({
      ...made.windower.options,
      count: keys.length,
      getItemKey: keyAt,
      rangeExtractor: (range: Range) =>
        withFocused(made.core.defaultRangeExtractor(range), list.current, keys.length),
    });
  }
  useLayoutEffect(() => {
    if (windower && list.current) attend(windower, list.current);
  });
  useLayoutEffect(() => {
    const done = windower?._didMount();
    return () => {
      if (windower) heights.set(heightsKey(name), windower.takeSnapshot());
      done?.();
    };
  }, [windower, name]);
  if (!windower) return whole(keys);
  const measure = windower.measureElement;
  if (keys.length <= FEW) return { ...whole(keys), measure };
  return { ...spaced(windower), measure };
}
