const pattern = /https?:\/\/[^\s<>"]+/giu;
const path = /^\/@[^/]+\/(\d+)\/?$/u;

/** The first crud of this site that a text links to, and whether the text is nothing else. */
export function crudIn(
  text: string,
  origin = window.location.origin,
): { id: string; alone: boolean } | null {
  for (const [link] of text.matchAll(pattern)) {
    const url = URL.parse(link);
    const id = url?.origin === origin ? path.exec(url.pathname)?.[1] : undefined;
    if (id !== undefined) return { id, alone: text.trim() === link };
  }
  return null;
}
