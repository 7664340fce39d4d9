const GAP = 4;
const EDGE = 8;

interface Box {
  width: number;
  height: number;
}

/** Where a panel stands: below what it belongs to, or above where there is no room; never off. */
export function placeFor(panel: Box, by: DOMRect, view: Box): { top: number; left: number } {
  const below = by.bottom + GAP;
  const fits = below + panel.height <= view.height - EDGE;
  const top = fits ? below : by.top - GAP - panel.height;
  const left = by.left + panel.width > view.width - EDGE ? by.right - panel.width : by.left;
  return { top: Math.max(EDGE, top), left: Math.max(EDGE, left) };
}

export function placeBeside(panel: HTMLElement, anchor: Element): void {
  const view = { width: window.innerWidth, height: window.innerHeight };
  const at = placeFor(panel.getBoundingClientRect(), anchor.getBoundingClientRect(), view);
  panel.style.inset = `${at.top}px auto auto ${at.left}px`;
}
