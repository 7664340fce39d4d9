import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_END = 80;
const LIT_MS = 1_600;

interface Place {
  row: Element;
  top: number;
}

/** The rows that are in sight, and where. */
function inSight(scroller: Element, list: Element): Place[] {
  const { top, bottom } = scroller.getBoundingClientRect();
  const places: Place[] = [];
  for (const row of list.children) {
    const box = row.getBoundingClientRect();
    if (box.top > bottom) break;
    if (box.bottom > top) places.push({ row, top: box.top });
  }
  return places;
}

const rowOf = (list: Element | null, messageId: string) =>
  list?.querySelector<HTMLElement>(`[data-message="${messageId}"]`);

function light(row: HTMLElement): void {
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
  row.dataset.lit = "";
  setTimeout(() => delete row.dataset.lit, LIT_MS);
}

export interface Scroll {
  /** Scrolled up from the end of what is loaded. */
  away: boolean;
  setScroller: (element: HTMLDivElement | null) => void;
  setList: (element: HTMLOListElement | null) => void;
  scroller: HTMLDivElement | null;
  list: HTMLOListElement | null;
  onScroll: () => void;
  toEnd: () => void;
  /** Leads to a message; false where it is not loaded: then as soon as it is. */
  show: (messageId: string) => boolean;
}

/**
 * Keeps the end in sight of who is there, and everybody else at what they read, whatever is put
 * above or below it. The scroller is a reversed column: 0 is its end, further up is negative.
 */
export function useScroll(lines: unknown, atEnd: boolean): Scroll {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [list, setList] = useState<HTMLOListElement | null>(null);
  const [away, setAway] = useState(false);
  const places = useRef<Place[]>([]);
  const isAway = useRef(false);
  const target = useRef<string>(undefined);

  const note = useCallback(() => {
    if (!scroller || !list) return;
    places.current = inSight(scroller, list);
    isAway.current = scroller.scrollTop < -NEAR_END;
    setAway(isAway.current);
  }, [scroller, list]);

  const settle = useCallback(() => {
    if (!scroller || !list) return;
    const wanted = target.current === undefined ? null : rowOf(list, target.current);
    if (wanted) {
      target.current = undefined;
      light(wanted);
    } else if (!isAway.current && atEnd) scroller.scrollTo({ top: 0 });
    else {
      const stays = places.current.find(({ row }) => row.isConnected);
      if (stays) scroller.scrollBy({ top: stays.row.getBoundingClientRect().top - stays.top });
    }
    note();
  }, [scroller, list, atEnd, note]);

  useLayoutEffect(settle, [settle, lines]);

  // Pictures have their room from the start; cruds and what is written anew do not.
  useEffect(() => {
    if (!list || !scroller) return;
    const sized = new ResizeObserver(settle);
    sized.observe(list);
    sized.observe(scroller);
    return () => sized.disconnect();
  }, [list, scroller, settle]);

  const frame = useRef(0);
  const onScroll = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(note);
  }, [note]);

  const toEnd = useCallback(() => {
    isAway.current = false;
    target.current = undefined;
    scroller?.scrollTo({ top: 0 });
  }, [scroller]);

  const show = useCallback(
    (messageId: string) => {
      const row = rowOf(list, messageId);
      target.current = row ? undefined : messageId;
      if (row) light(row);
      return row !== null && row !== undefined;
    },
    [list],
  );

  return { away, setScroller, setList, scroller, list, onScroll, toEnd, show };
}
