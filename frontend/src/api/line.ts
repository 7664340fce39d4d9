import { createParser } from "eventsource-parser";
import { NetworkError } from "./errors";

/** The server beats every 15 s: three missed beats mean that the line is dead. */
const SILENCE_MS = 50_000;

/** The server's answer was no stream. */
export class LineRefused extends Error {
  constructor(readonly status: number) {
    super(`events ${status}`);
  }
}

export interface LineOptions {
  fetch: typeof fetch;
  bearer: string;
  lastId: string | undefined;
  onId: (id: string) => void;
  onEvent: (kind: string, data: object) => void;
}

/** One connection to the event stream. */
export interface Line {
  /** When it has said hello; rejected where it never does. */
  started: Promise<void>;
  /** When another one is wanted: in so many ms where it said so, or null where it has ended. */
  over: Promise<number | null>;
  heard: () => number;
  close: () => void;
}

export function openLine({ fetch: send, bearer, lastId, onId, onEvent }: LineOptions): Line {
  const abort = new AbortController();
  let heard = Date.now();
  let silence: ReturnType<typeof setTimeout> | undefined;
  let start = (): void => undefined;
  let fail = (_: unknown): void => undefined;
  let finish = (_: number | null): void => undefined;
  const started = new Promise<void>((resolve, reject) => {
    start = resolve;
    fail = reject;
  });
  const over = new Promise<number | null>((resolve) => {
    finish = resolve;
  });

  const noteLife = () => {
    heard = Date.now();
    clearTimeout(silence);
    silence = setTimeout(() => abort.abort(), SILENCE_MS);
  };

  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      if (id !== undefined) onId(id);
      if (!event) return;
      const told = JSON.parse(data || "{}") as { after?: number };
      if (event === "bye") finish(told.after ?? 0);
      else {
        if (event === "hello") start();
        onEvent(event, told);
      }
    },
  });

  async function read(): Promise<void> {
    noteLife();
    const response = await send("/api/v1/events", {
      headers: {
        Accept: "text/event-stream",
        Authorization: `Bearer ${bearer}`,
        ...(lastId === undefined ? {} : { "Last-Event-ID": lastId }),
      },
      cache: "no-store",
      signal: abort.signal,
    });
    if (!response.ok || !response.body) throw new LineRefused(response.status);
    const reader = response.body.getReader();
    const text = new TextDecoder();
    for (;;) {
      noteLife();
      const { done, value } = await reader.read();
      if (done || abort.signal.aborted) throw new NetworkError("the events have ended");
      parser.feed(text.decode(value, { stream: true }));
    }
  }

  read().catch((error: unknown) => {
    clearTimeout(silence);
    abort.abort();
    fail(error);
    finish(null);
  });

  return { started, over, heard: () => heard, close: () => abort.abort() };
}
