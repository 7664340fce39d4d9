import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connect, type Connection, type LiveEvent } from "./events";

/** A server of which each connection is a stream that the test feeds. */
function server() {
  const streams: {
    headers: Headers;
    push: (text: string) => void;
    end: () => void;
    isOpen: () => boolean;
  }[] = [];
  const answers: number[] = [];
  const fetch = vi.fn((_url: unknown, init?: RequestInit) => {
    const status = answers.shift() ?? 200;
    if (status !== 200) return Promise.resolve(new Response("", { status }));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        init?.signal?.addEventListener("abort", () => controller.error(new Error("aborted")));
        streams.push({
          headers: new Headers(init?.headers),
          push: (text) => controller.enqueue(new TextEncoder().encode(text)),
          end: () => controller.close(),
          isOpen: () => !init?.signal?.aborted,
        });
      },
    });
    return Promise.resolve(new Response(body));
  });
  return { fetch: fetch as unknown as typeof globalThis.fetch, calls: fetch, streams, answers };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const HELLO = 'event: hello\ndata: {"stream":"s"}\n\n';
const bye = (after: number) => `event: bye\ndata: {"after":${after}}\n\n`;

describe("the event stream", () => {
  let connection: Connection;
  let heard: LiveEvent[];
  let wanted: boolean[];

  const open = (fetch: typeof globalThis.fetch) => {
    heard = [];
    wanted = [];
    connection = connect({
      fetch,
      random: () => 1,
      onEvent: (event) => heard.push(event),
      token: (renew) => {
        wanted.push(renew);
        return Promise.resolve("token");
      },
    });
  };

  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    connection.close();
    vi.useRealTimers();
  });

  it("tells events through, however the bytes are cut, and not comments or unknown kinds", async () => {
    const { fetch, streams } = server();
    open(fetch);
    await settle();
    streams[0]?.push(": beat\n\nid: p-1\nevent: mess");
    streams[0]?.push(
      'age\ndata: {"conversation_id":"c","message_id":"m"}\n\nevent: other\ndata: {}\n\n',
    );
    await settle();
    expect(heard).toEqual([{ kind: "message", conversation_id: "c", message_id: "m" }]);
    expect(streams[0]?.headers.get("Authorization")).toBe("Bearer token");
  });

  it("comes back with the last id after the stream has ended", async () => {
    const { fetch, streams } = server();
    open(fetch);
    await settle();
    streams[0]?.push(`${HELLO}id: p-7\nevent: resync\ndata: {}\n\n`);
    streams[0]?.end();
    await settle();
    expect(streams).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(streams[1]?.headers.get("Last-Event-ID")).toBe("p-7");
    expect(heard).toEqual([{ kind: "hello", stream: "s" }, { kind: "resync" }]);
  });

  it("goes on with the old line until the new one has said hello", async () => {
    const { fetch, streams } = server();
    open(fetch);
    await settle();
    streams[0]?.push(HELLO + bye(3_000));
    await vi.advanceTimersByTimeAsync(2_900);
    expect(streams).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(streams).toHaveLength(2);
    heard.length = 0;
    streams[0]?.push("id: p-8\nevent: profile\ndata: {}\n\n");
    await settle();
    expect(heard).toEqual([{ kind: "profile" }]);
    expect(streams[0]?.isOpen()).toBe(true);
    streams[1]?.push(HELLO);
    await settle();
    expect(streams[0]?.isOpen()).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(streams).toHaveLength(2);
  });

  it("tries again where the new line is refused, and hears the old one meanwhile", async () => {
    const { fetch, streams, answers, calls } = server();
    open(fetch);
    await settle();
    answers.push(503);
    streams[0]?.push(HELLO + bye(1_000));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toHaveBeenCalledTimes(2);
    streams[0]?.push("event: profile\ndata: {}\n\n");
    await vi.advanceTimersByTimeAsync(500);
    expect(heard.at(-1)).toEqual({ kind: "profile" });
    expect(streams).toHaveLength(2);
  });

  it("stays away for as long as it was told to, also when the line ends at once", async () => {
    const { fetch, streams } = server();
    open(fetch);
    await settle();
    streams[0]?.push(HELLO + bye(30_000));
    streams[0]?.end();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(streams).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(streams).toHaveLength(2);
  });

  it("does not trust a quiet line when the page wakes", async () => {
    const { fetch, streams } = server();
    open(fetch);
    await settle();
    streams[0]?.push(HELLO);
    await vi.advanceTimersByTimeAsync(10_000);
    connection.wake();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(streams).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(15_000);
    connection.wake();
    await vi.advanceTimersByTimeAsync(500);
    expect(streams).toHaveLength(2);
  });

  it("waits longer after each failure, and not at all once woken", async () => {
    const { fetch, calls, answers } = server();
    answers.push(503, 503, 503, 503);
    open(fetch);
    await settle();
    expect(calls).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toHaveBeenCalledTimes(3);
    connection.wake();
    await settle();
    expect(calls).toHaveBeenCalledTimes(4);
  });

  it("asks for a new token after a refusal", async () => {
    const { fetch, answers } = server();
    answers.push(401);
    open(fetch);
    await settle();
    await vi.advanceTimersByTimeAsync(500);
    expect(wanted).toEqual([false, true]);
  });

  it("gives up on a line that has gone silent", async () => {
    const { fetch, streams } = server();
    open(fetch);
    await settle();
    await vi.advanceTimersByTimeAsync(49_000);
    expect(streams).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(streams).toHaveLength(2);
    expect(streams[0]?.isOpen()).toBe(false);
  });

  it("stays away once closed", async () => {
    const { fetch, calls } = server();
    open(fetch);
    await settle();
    connection.close();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(calls).toHaveBeenCalledTimes(1);
  });
});
