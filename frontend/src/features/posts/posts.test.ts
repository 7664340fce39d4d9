import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { Post } from "@/api/types";
import { createStore } from "@/lib/store";
import { aPost } from "@/test-posts";
import { dropPost, feedsOf, insertPost, mergePost, replacePost, visiblePosts } from "./cache";
import { emptyWriting, newPart, returnWriting } from "./draft";
import { listKey, postKey, type PostPages } from "./queries";
import { tokenise } from "./tokens";

const mine = { handle: "ada", tab: "cruds" } as const;
const by = (handle: string) => ({ handle, display_name: handle, avatar_url: null });

const pages = (...all: Post[][]): PostPages => ({
  pages: all.map((items) => ({ items, next: null })),
  pageParams: all.map(() => null),
});

const ids = (client: QueryClient, key: readonly unknown[]) =>
  client.getQueryData<PostPages>(key)?.pages.flatMap((page) => page.items.map((post) => post.id));

describe("what a list shows", () => {
  it("has each crud once, and none that is hidden or burned out", () => {
    const past = new Date(Date.now() - 1_000).toISOString();
    const soon = new Date(Date.now() + 60_000).toISOString();
    const list = pages(
      [aPost("5"), aPost("4", { expires_at: past }), aPost("3", { expires_at: soon })],
      [aPost("3"), aPost("2"), aPost("1")],
    );
    const shown = visiblePosts(list, new Set(["2"]));
    expect(shown.map((post) => post.id)).toEqual(["5", "3", "1"]);
  });
});

describe("every cached copy", () => {
  const filled = () => {
    const client = new QueryClient();
    client.setQueryData(listKey("home"), pages([aPost("2"), aPost("1")]));
    client.setQueryData(listKey(mine), pages([aPost("2")], [aPost("1")]));
    client.setQueryData(postKey("1"), aPost("1"));
    return client;
  };

  it("changes together", () => {
    const client = filled();
    replacePost(client, "1", (post) => ({ ...post, text: "new" }));
    const texts = [listKey("home"), listKey(mine)].map(
      (key) => client.getQueryData<PostPages>(key)?.pages.at(-1)?.items.at(-1)?.text,
    );
    expect(texts).toEqual(["new", "new"]);
    expect(client.getQueryData<Post>(postKey("1"))?.text).toBe("new");
  });

  it("goes together, and leaves the others", () => {
    const client = filled();
    dropPost(client, "1");
    expect(ids(client, listKey("home"))).toEqual(["2"]);
    expect(ids(client, listKey(mine))).toEqual(["2"]);
    expect(client.getQueryData(postKey("1"))).toBeUndefined();
  });

  it("is put on top of the lists that are loaded, and makes no new ones", () => {
    const client = filled();
    insertPost(client, aPost("3"));
    expect(ids(client, listKey("home"))).toEqual(["3", "2", "1"]);
    expect(ids(client, listKey(mine))).toEqual(["3", "2", "1"]);
    expect(client.getQueryData(listKey("public"))).toBeUndefined();
  });

  it("goes on saying what brought it into the list", () => {
    const old = aPost("1", { tag: "bread", reposted_by: by("ben") });
    const merged = mergePost(old, aPost("1", { text: "new" }));
    expect(merged).toEqual({ ...old, text: "new" });
    expect(mergePost(aPost("1"), aPost("1"))).not.toHaveProperty("tag");
  });
});

describe("the lists that a new crud belongs to", () => {
  const image = { id: "9", alt: "", width: 1, height: 1, blur: "", animated: false, sources: [] };

  it("are the feeds and the tabs of its author", () => {
    expect(feedsOf(aPost("1"))).toEqual([
      { handle: "ada", tab: "replies" },
      { handle: "ada", tab: "cruds" },
      "public",
      "home",
    ]);
  });

  it("are only the tab of replies for a reply to somebody else", () => {
    const reply = aPost("2", { reply_to: { id: "1", author: by("ben") } });
    expect(feedsOf(reply)).toEqual([{ handle: "ada", tab: "replies" }]);
  });

  it("are those of one's own thread for a reply to oneself", () => {
    const reply = aPost("2", { reply_to: { id: "1", author: by("ada") } });
    expect(feedsOf(reply)).toContainEqual({ handle: "ada", tab: "cruds" });
    expect(feedsOf(reply)).toContain("home");
    expect(feedsOf(reply)).not.toContain("public");
  });

  it("are the tab of pictures too where it has one", () => {
    expect(feedsOf(aPost("1", { media: [image] }))).toContainEqual({ handle: "ada", tab: "media" });
  });
});

describe("a refused crud", () => {
  it("comes back to the composer without losing what was typed meanwhile", () => {
    const store = createStore({ ...emptyWriting(), parts: [newPart("meanwhile")] });
    const refused = { ...emptyWriting(), parts: [newPart("refused")] };
    returnWriting(store, refused, { part: 0, words: "too long" });
    expect(store.get().parts.map((part) => part.text)).toEqual(["refused\n\nmeanwhile"]);
    expect(store.get().problem).toEqual({ part: 0, words: "too long" });
  });
});

describe("links, mentions and hashtags", () => {
  const kinds = (text: string) => tokenise(text).map(({ kind, text: shown }) => [kind, shown]);

  it("finds them among words", () => {
    expect(kinds("hi @Ada_1, see https://www.example.com/a?b=c. #rain")).toEqual([
      ["text", "hi "],
      ["mention", "@Ada_1"],
      ["text", ", see "],
      ["url", "example.com/a?b=c"],
      ["text", ". "],
      ["hashtag", "#rain"],
    ]);
  });

  it("leaves mail addresses, numbers and code alone", () => {
    for (const text of ["me@example.com", "#1", "a#b", "javascript:alert(1)", "@@ada"]) {
      expect(kinds(text)).toEqual([["text", text]]);
    }
  });

  it("loses no character", () => {
    const text = "(@ada) https://x.test/ü\n#día 👩‍👩‍👧";
    const back = tokenise(text).map((one) => (one.kind === "url" ? one.href : one.text));
    expect(back.join("")).toBe(text);
  });
});
