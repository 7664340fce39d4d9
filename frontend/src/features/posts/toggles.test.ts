import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Post } from "@/api/types";
import { fakeApi } from "@/test-api";
import { aPost } from "@/test-posts";
import { toasts } from "@/ui/toasts";
import { listKey, postKey, threadKey, type PostPages, type ThreadPages } from "./queries";
import { toggle, withToggle } from "./toggles";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const LIKE = "PUT /posts/1/like";
const UNLIKE = "DELETE /posts/1/like";

function filled(post: Post): QueryClient {
  const client = new QueryClient();
  const quoting = aPost("2", { quote: { state: "visible", post: { ...post, quote: null } } });
  client.setQueryData<PostPages>(listKey("home"), {
    pages: [{ items: [quoting, post], next: null }],
    pageParams: [null],
  });
  client.setQueryData<ThreadPages>(threadKey("3"), {
    pages: [{ ancestors: [post], post: aPost("3"), items: [], next: null }],
    pageParams: [null],
  });
  client.setQueryData(postKey("1"), post);
  return client;
}

/** Likes and the heart, in each place where the crud is: its page, a list, a quote, a thread. */
function everywhere(client: QueryClient): [boolean, number][] {
  const home = client.getQueryData<PostPages>(listKey("home"))?.pages[0]?.items ?? [];
  const above = client.getQueryData<ThreadPages>(threadKey("3"))?.pages[0]?.ancestors[0];
  const copies = [
    client.getQueryData<Post>(postKey("1")),
    home[1],
    home[0]?.quote?.post,
    above && !("gone" in above) ? above : undefined,
  ];
  return copies.map((post) => [post?.viewer.liked ?? false, post?.counts.likes ?? -1]);
}

const all = (liked: boolean, likes: number) => Array<[boolean, number]>(4).fill([liked, likes]);

describe("a toggle", () => {
  afterEach(() => toasts.set([]));

  it("counts once, and asked twice changes nothing", () => {
    const liked = withToggle(aPost("1"), "like", true);
    expect(liked.counts.likes).toBe(1);
    expect(withToggle(liked, "like", true)).toBe(liked);
    expect(withToggle(liked, "like", false)).toEqual(aPost("1"));
    expect(withToggle(aPost("1"), "bookmark", true).counts).toEqual(aPost("1").counts);
  });

  it("shows at once in every place, then what the server counted", async () => {
    fakeApi({
      [LIKE]: {
        body: withToggle(
          { ...aPost("1"), counts: { ...aPost("1").counts, likes: 6 } },
          "like",
          true,
        ),
      },
    });
    const client = filled(aPost("1"));
    const done = toggle(client, aPost("1"), "like", true);
    expect(everywhere(client)).toEqual(all(true, 1));
    await done;
    expect(everywhere(client)).toEqual(all(true, 7));
  });

  it("is put back everywhere when it is refused, and says why", async () => {
    fakeApi({ [LIKE]: { status: 429, body: { code: "slow", detail: "Wait a minute." } } });
    const client = filled(aPost("1"));
    await toggle(client, aPost("1"), "like", true);
    expect(everywhere(client)).toEqual(all(false, 0));
    expect(toasts.get().map((one) => one.text)).toEqual(["Not liked. Wait a minute."]);
  });

  it("sends only the last wish when it is pressed again meanwhile", async () => {
    const calls = fakeApi({
      [LIKE]: { body: withToggle(aPost("1"), "like", true) },
      [UNLIKE]: { body: aPost("1") },
    });
    const client = filled(aPost("1"));
    const done = toggle(client, aPost("1"), "like", true);
    await toggle(client, aPost("1"), "like", false);
    await toggle(client, aPost("1"), "like", true);
    await toggle(client, aPost("1"), "like", false);
    await done;
    expect(calls.map((call) => call.method)).toEqual(["PUT", "DELETE"]);
    expect(everywhere(client)).toEqual(all(false, 0));
  });

  it("keeps who brought a crud into a feed", async () => {
    fakeApi({ [LIKE]: { body: withToggle(aPost("1"), "like", true) } });
    const ben = { handle: "ben", display_name: "Ben", avatar_url: null };
    const client = filled(aPost("1", { reposted_by: ben }));
    await toggle(client, aPost("1"), "like", true);
    const home = client.getQueryData<PostPages>(listKey("home"))?.pages[0]?.items;
    expect(home?.[1]?.reposted_by).toEqual(ben);
  });
});
