import { createParser } from "eventsource-parser";
import { NetworkError } from "./errors";

export type LiveEvent =
  | { kind: "post"; post_id: string; author: string }
  | { kind: "post_changed"; post_id: string }
  | { kind: "post_gone"; post_id: string }
  | { kind: "media"; media_id: string }
  | { kind: "message"; conversation_id: string; message_id: string }
  | { kind: "inbox"; conversation_id: string; message_id: string }
  | { kind: "profile" }
  | { kind: "signed_out" }
  | { kind: "resync" };

interface Options {
  onEvent: (event: LiveEvent) => void;
  /** A token good for a while (a new one if `renew`), or null when nobody is signed in. */
  token: (renew: boolean) => Promise<string | null>;
  fetch?: typeof fetch;
  random?: () => number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** The server beats every 15 s: three missed beats mean that the line is dead. */
const SILENCE_MS = 50_000;
/** On waking, a line that has been quiet for longer than a beat is not trusted. */
const STALE_MS = 20_000;

const known = new Set([
  "post",
  "post_changed",
  "post_gone",
  "media",
  "message",
  "inbox",
  "profile",
  "signed_out",
  "resync",
]);

export interface Connection {
  /** Come back at once, as when the network or the page wakes. */
  wake: () => void;
  close: () => void;
}

/**
 * One event stream, kept alive until it is closed: reconnects with backoff and jitter,
 * asks for what it missed, and tells `resync` through like any other event.
 */
export function connect({ onEvent, token, random = Math.random, ...rest }: Options): Connection {
  const send = rest.fetch ?? fetch;
  let lastId: string | undefined;
  let failures = 0;
  let closed = false;
  let refused = false;
  let heard = 0;
  let stream: AbortController | null = null;
  let waiting: { timer: ReturnType<typeof setTimeout>; done: () => void } | null = null;

  const pause = (ms: number) =>
    new Promise<void>((done) => {
      waiting = { timer: setTimeout(done, ms), done };
    }).finally(() => {
      waiting = null;
    });

  async function read(body: ReadableStream<Uint8Array>, abort: AbortController): Promise<void> {
    const parser = createParser({
      onEvent: ({ id, event, data }) => {
        if (id !== undefined) lastId = id;
        if (!event || !known.has(event)) return;
        failures = 0;
        onEvent({ ...(JSON.parse(data || "{}") as object), kind: event } as LiveEvent);
      },
    });
    const reader = body.getReader();
    const text = new TextDecoder();
    for (;;) {
      const silence = setTimeout(() => abort.abort(), SILENCE_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done) return;
      failures = 0;
      heard = Date.now();
      parser.feed(text.decode(value, { stream: true }));
    }
  }

  async function once(): Promise<void> {
    const bearer = await token(refused);
    if (bearer === null || closed) return;
    const abort = new AbortController();
    stream = abort;
    const response = await send("/api/v1/events", {
      headers: {
        Accept: "text/event-stream",
        Authorization: `Bearer ${bearer}`,
        ...(lastId === undefined ? {} : { "Last-Event-ID": lastId }),
      },
      cache: "no-store",
      signal: abort.signal,
    });
    refused = response.status === 401;
    heard = Date.now();
    if (!response.ok || !response.body) throw new NetworkError(`events ${response.status}`);
    await read(response.body, abort);
  }

  async function run(): Promise<void> {
    while (!isClosed()) {
      try {
        await once();
      } catch {
        // Every way of failing is answered the same way: wait, and come back.
      }
      if (isClosed()) return;
      const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
      failures += 1;
      await pause(ceiling / 2 + (random() * ceiling) / 2);
    }
  }

  const isClosed = () => closed;

  void run();

  return {
    wake: () => {
      if (!waiting && Date.now() - heard > STALE_MS) stream?.abort();
      failures = 0;
      if (!waiting) return;
      clearTimeout(waiting.timer);
      waiting.done();
    },
    close: () => {
      closed = true;
      stream?.abort();
      if (waiting) {
        clearTimeout(waiting.timer);
        waiting.done();
      }
    },
  };
}
