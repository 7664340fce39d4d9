import { LineRefused, openLine, type Line } from "./line";

export type LiveEvent =
  | { kind: "hello"; stream: string }
  | { kind: "post"; post_id: string; author: string }
  | { kind: "post_changed"; post_id: string }
  | { kind: "post_gone"; post_id: string }
  | { kind: "post_counts"; post_id: string }
  | { kind: "media"; media_id: string }
  | { kind: "message"; conversation_id: string; message_id: string }
  | { kind: "message_changed"; conversation_id: string; message_id: string }
  | { kind: "typing"; conversation_id: string; handle: string }
  | { kind: "read"; conversation_id: string; handle: string; message_id: string }
  | { kind: "inbox"; conversation_id: string; message_id: string }
  | { kind: "conversation"; conversation_id: string }
  | { kind: "profile" }
  | { kind: "signed_out" }
  | { kind: "resync" };

const known: Record<LiveEvent["kind"], true> = {
  hello: true,
  post: true,
  post_changed: true,
  post_gone: true,
  post_counts: true,
  media: true,
  message: true,
  message_changed: true,
  typing: true,
  read: true,
  inbox: true,
  conversation: true,
  profile: true,
  signed_out: true,
  resync: true,
};

interface Options {
  onEvent: (event: LiveEvent) => void;
  /** A token good for a while (a new one if `renew`), or null when nobody is signed in. */
  token: (renew: boolean) => Promise<string | null>;
  fetch?: typeof fetch;
  random?: () => number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** On waking, a line that has been quiet for longer than a beat is not trusted. */
const STALE_MS = 20_000;

export interface Connection {
  /** Come back at once, as when the network or the page wakes. */
  wake: () => void;
  close: () => void;
}

/**
 * One event stream, kept alive until it is closed: reconnects with backoff and jitter, and asks
 * for what it missed. Where the server asks for another line in time (the token ends, or the
 * process does), the one that there is goes on until the new one has said hello: nothing is
 * missed in between.
 */
export function connect({ onEvent, token, random = Math.random, ...rest }: Options): Connection {
  const send = rest.fetch ?? fetch;
  let lastId: string | undefined;
  let failures = 0;
  let closed = false;
  let refused = false;
  let line: Line | undefined;
  let next: Line | undefined;
  let waiting: { timer: ReturnType<typeof setTimeout>; done: () => void } | null = null;

  const isClosed = () => closed;

  const pause = (ms: number) =>
    new Promise<void>((done) => {
      waiting = { timer: setTimeout(done, ms), done };
    }).finally(() => {
      waiting = null;
    });

  const goOn = () => {
    if (!waiting) return;
    clearTimeout(waiting.timer);
    waiting.done();
  };

  function backoff(): number {
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
    failures += 1;
    return ceiling / 2 + (random() * ceiling) / 2;
  }

  /** Opens a line in place of the one that there is. */
  async function renew(): Promise<Line> {
    const bearer = await token(refused);
    if (bearer === null || closed) throw new LineRefused(401);
    next = openLine({
      fetch: send,
      bearer,
      lastId,
      onId: (id) => {
        lastId = id;
      },
      onEvent: (kind, data) => {
        if (Object.hasOwn(known, kind) && !closed) onEvent({ ...data, kind } as LiveEvent);
      },
    });
    refused = false;
    await next.started.catch((error: unknown) => {
      refused = error instanceof LineRefused && error.status === 401;
      throw error;
    });
    line?.close();
    line = next;
    return line;
  }

  async function run(): Promise<void> {
    while (!isClosed()) {
      let wait: number | null = null;
      try {
        const { over } = await renew();
        failures = 0;
        wait = await over;
      } catch {
        // Every way of failing is answered the same way: wait, and come back.
      }
      if (!isClosed()) await pause(wait ?? backoff());
    }
  }

  void run();

  return {
    wake: () => {
      for (const one of [line, next]) {
        if (one && Date.now() - one.heard() > STALE_MS) one.close();
      }
      failures = 0;
      goOn();
    },
    close: () => {
      closed = true;
      line?.close();
      next?.close();
      goOn();
    },
  };
}
