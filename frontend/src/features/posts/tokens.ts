export type Token =
  | { kind: "text"; text: string }
  | { kind: "url"; text: string; href: string }
  | { kind: "mention"; text: string; handle: string }
  | { kind: "hashtag"; text: string };

const pattern =
  /(?<url>https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}'’”])|(?<![\p{L}\p{N}_@./])@(?<handle>[a-z0-9_]{2,30})(?![\p{L}\p{N}_@])|(?<![\p{L}\p{N}_#&/])(?<tag>#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)/giu;

const SHOWN = 42;

function shortUrl(href: string): string {
  const bare = href.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
  return bare.length > SHOWN ? `${bare.slice(0, SHOWN - 1)}…` : bare;
}

/** Splits what a person wrote into words, links, mentions and hashtags. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) tokens.push({ kind: "text", text: text.slice(at, match.index) });
    const { url, handle, tag } = match.groups ?? {};
    if (url) tokens.push({ kind: "url", text: shortUrl(url), href: url });
    else if (handle) tokens.push({ kind: "mention", text: match[0], handle: handle.toLowerCase() });
    else if (tag) tokens.push({ kind: "hashtag", text: tag });
    at = match.index + match[0].length;
  }
  if (at < text.length) tokens.push({ kind: "text", text: text.slice(at) });
  return tokens;
}
