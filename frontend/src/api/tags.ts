/*
 * First pages of lists, by address: what was answered last, and its tag. The next question asks
 * only whether it has changed. In memory, of one person, and never many.
 */

interface Kept {
  tag: string;
  body: string;
}

const MOST = 20;
const kept = new Map<string, Kept>();
// Whoever was at the keyboard when a question was sent may have left when it is answered.
let person = 0;

/** For when somebody signs in or out. */
export function forgetTags(): void {
  person += 1;
  kept.clear();
}

const isFirstPage = ({ method, url }: Request): boolean =>
  method === "GET" && !new URL(url).searchParams.has("cursor");

function keep(url: string, known: Kept): void {
  kept.delete(url);
  kept.set(url, known);
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
}

/**
 * Sends with the tag of what is known; "unchanged" becomes the answer that was given before. Its
 * words are the same, so that the cache keeps its objects and nothing is rendered.
 */
export async function askIfChanged(
  request: Request,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (!isFirstPage(request)) return send(request);
  const { url } = request;
  const known = kept.get(url);
  const asking = person;
  if (known) request.headers.set("If-None-Match", known.tag);
  const response = await send(request);
  const { headers } = response;
  if (known && response.status === 304) {
    return new Response(known.body, { headers: { "Content-Type": "application/json" } });
  }
  const tag = headers.get("ETag");
  if (!response.ok || tag === null) return response;
  const body = await response.text();
  if (asking === person) keep(url, { tag, body });
  return new Response(body, { status: response.status, headers });
}
