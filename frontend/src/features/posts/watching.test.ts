import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Post } from "@/api/types";
import { fakeApi, type Call } from "@/test-api";
import { aPost } from "@/test-posts";
import { postKey } from "./queries";
import { toggle } from "./toggles";
import { watchCounts, type Watching } from "./watching";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const WATCH = "PUT /events/watching";
const COUNTS = "GET /posts/counts";

/** The screen, on which nothing is seen until the test says so. */
class Screen {
  static last: Screen;
  readonly observed = new Set<Element>();
  constructor(private readonly tell: IntersectionObserverCallback) {
    Screen.last = this;
  }
  observe = (card: Element) => this.observed.add(card);
  unobserve = (card: Element) => this.observed.delete(card);
  disconnect = () => this.observed.clear();
  show(card: Element, isIntersecting = true): void {
    const entry = { target: card, isIntersecting } as unknown as IntersectionObserverEntry;
    this.tell([entry], this as unknown as IntersectionObserver);
  }
}

function card(id: string): Element {
  const made = document.createElement("article");
  made.setAttribute("data-post", `/@ada/${id}`);
  document.body.append(made);
  return made;
}

const counted = (likes: number) => ({
  id: "1",
  counts: { replies: 2, reposts: 0, quotes: 0, likes },
  viewer: { liked: false, reposted: false, bookmarked: true },
});

describe("counters on screen", () => {
  let client: QueryClient;
  let watching: Watching;
  let calls: Call[];

  const start = (replies: Parameters<typeof fakeApi>[0] = {}) => {
    calls = fakeApi({
      [WATCH]: { body: {} },
      [COUNTS]: { body: { posts: [counted(5)] } },
      ...replies,
    });
    watching = watchCounts(client);
  };
  const asked = (path: string) => calls.filter((call) => call.path === path);
  const shown = () => client.getQueryData<Post>(postKey("1"));

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("IntersectionObserver", Screen);
    client = new QueryClient();
    client.setQueryData(postKey("1"), aPost("1"));
  });
  afterEach(() => {
    watching.close();
    document.body.replaceChildren();
    vi.useRealTimers();
  });

  it("tells the stream what is on screen, once that has come to rest", async () => {
    const [one, two] = [card("1"), card("2")];
    start();
    watching.hello("name");
    await vi.advanceTimersByTimeAsync(0);
    Screen.last.show(one);
    await vi.advanceTimersByTimeAsync(500);
    Screen.last.show(two);
    await vi.advanceTimersByTimeAsync(700);
    expect(asked("/events/watching").map(({ body }) => body)).toEqual([
      { stream: "name", posts: [] },
    ]);
    await vi.advanceTimersByTimeAsync(200);
    Screen.last.show(one, false);
    await vi.advanceTimersByTimeAsync(900);
    expect(asked("/events/watching").map(({ body }) => body)).toEqual([
      { stream: "name", posts: [] },
      { stream: "name", posts: ["1", "2"] },
      { stream: "name", posts: ["2"] },
    ]);
  });

  it("tells each stream anew, and asks for what may have moved in between", async () => {
    const one = card("1");
    start();
    Screen.last.show(one);
    watching.hello("first");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked("/posts/counts")).toHaveLength(0);
    watching.hello("second");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked("/events/watching").map(({ body }) => body)).toEqual([
      { stream: "first", posts: ["1"] },
      { stream: "second", posts: ["1"] },
    ]);
    expect(asked("/posts/counts")).toHaveLength(1);
  });

  it("asks once for a burst, and patches what is shown", async () => {
    start();
    for (const id of ["1", "1", "2"]) watching.moved(id);
    await vi.advanceTimersByTimeAsync(900);
    expect(calls).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1_200);
    expect(calls.map(({ search }) => decodeURIComponent(search))).toEqual(["?ids=1,2"]);
    expect(shown()?.counts.likes).toBe(5);
    expect(shown()?.viewer).toEqual({ ...aPost("1").viewer, bookmarked: true });
  });

  it("leaves alone what the person is just changing", async () => {
    let answer = (_: Response): void => undefined;
    start();
    const counts = globalThis.fetch;
    vi.stubGlobal("fetch", (request: Request) =>
      request.url.endsWith("/like")
        ? new Promise<Response>((resolve) => {
            answer = resolve;
          })
        : counts(request),
    );
    const done = toggle(client, aPost("1"), "like", true);
    watching.moved("1");
    await vi.advanceTimersByTimeAsync(2_100);
    expect(shown()?.counts.likes).toBe(1);
    answer(Response.json(aPost("1", { viewer: { ...aPost("1").viewer, liked: true } })));
    await done;
    watching.moved("1");
    await vi.advanceTimersByTimeAsync(2_100);
    expect(shown()?.counts.likes).toBe(5);
  });

  it("a request that was lost is made again with the next stream, and hurts nothing", async () => {
    const one = card("1");
    start({ [WATCH]: ["unreachable", { body: {} }], [COUNTS]: "unreachable" });
    Screen.last.show(one);
    await vi.advanceTimersByTimeAsync(1_000);
    watching.hello("name");
    await vi.advanceTimersByTimeAsync(100);
    watching.hello("name");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked("/events/watching")).toHaveLength(2);
    expect(shown()).toEqual(aPost("1"));
  });

  it("asks for nothing once closed", async () => {
    start();
    watching.moved("1");
    watching.close();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls).toHaveLength(0);
  });
});
