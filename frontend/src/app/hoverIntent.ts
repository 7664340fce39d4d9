const OPEN_MS = 350;
const CLOSE_MS = 220;

/** What the pointer is over: somebody's name or picture, the card that is open, or neither. */
export type Over = Element | "card" | null;

/**
 * Says when a card opens and closes: it opens over somebody on whom the pointer rests, stays
 * while the pointer is on the way to it, and closes when the pointer has left both.
 */
export function hoverIntent(open: (anchor: Element) => void, close: () => void) {
  let shown: Element | null = null;
  let meant: Element | null = null;
  let opening: ReturnType<typeof setTimeout> | undefined;
  let closing: ReturnType<typeof setTimeout> | undefined;

  const forget = () => {
    clearTimeout(opening);
    meant = null;
  };
  const stay = () => {
    clearTimeout(closing);
    closing = undefined;
  };
  const shut = () => {
    forget();
    stay();
    if (!shown) return;
    shown = null;
    close();
  };
  const over = (what: Over) => {
    if (what === "card" || (what !== null && what === shown)) {
      forget();
      stay();
      return;
    }
    if (shown) closing ??= setTimeout(shut, CLOSE_MS);
    if (what === meant) return;
    forget();
    if (what === null) return;
    meant = what;
    opening = setTimeout(() => {
      stay();
      meant = null;
      shown = what;
      open(what);
    }, OPEN_MS);
  };
  return { over, shut };
}
