import { QueryClient } from "@tanstack/react-query";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Message } from "@/api/types";
import { fakeApi } from "@/test-api";
import { aMessage } from "@/test-messages";
import { toasts } from "@/ui/toasts";
import { dropMessage, findMessage } from "./cache";
import { deleteMessage, deleting, editMessage, react } from "./changes";
import { messagesQuery } from "./queries";
import { withReaction } from "./reactions";

const clientWith = (...items: Message[]) => {
  const client = new QueryClient();
  client.setQueryData(messagesQuery("x").queryKey, {
    pages: [{ items, next: null, prev: null }],
    pageParams: [null],
  });
  return client;
};
const PATH = "/conversations/x/messages/1";
const refusal = {
  status: 409,
  body: { code: "cannot_send", detail: "Messages cannot be sent here." },
};

afterEach(() => toasts.set([]));

describe("a reaction", () => {
  const given = [
    { emoji: "👍", count: 2, mine: true, others: ["ben"] },
    { emoji: "🔥", count: 1, mine: false, others: ["cy"] },
  ];

  it("takes the place of one's last, and leaves those of others", () => {
    expect(withReaction(given, "🔥")).toEqual([
      { emoji: "🔥", count: 2, mine: true, others: ["cy"] },
      { emoji: "👍", count: 1, mine: false, others: ["ben"] },
    ]);
    expect(withReaction(given, null)).toEqual([
      { emoji: "👍", count: 1, mine: false, others: ["ben"] },
      { emoji: "🔥", count: 1, mine: false, others: ["cy"] },
    ]);
    expect(withReaction([{ emoji: "😂", count: 1, mine: true, others: [] }], null)).toEqual([]);
  });

  it("is there at once, and goes with words where it is refused", async () => {
    const client = clientWith(aMessage("1"));
    fakeApi({ [`PUT ${PATH}/reaction`]: refusal });
    const shown: number[] = [];
    client.getQueryCache().subscribe(() => {
      shown.push(findMessage(client, "x", "1")?.reactions.length ?? 0);
    });
    await react(client, aMessage("1"), "👍");
    expect(shown).toContain(1);
    expect(findMessage(client, "x", "1")?.reactions).toEqual([]);
    expect(toasts.get()[0]?.text).toContain("Messages cannot be sent here.");
  });

  it("sends only the last wish of several", async () => {
    const client = clientWith(aMessage("1"));
    const answer = (emoji: string) => ({
      body: aMessage("1", { reactions: [{ emoji, count: 1, mine: true, others: [] }] }),
    });
    const calls = fakeApi({ [`PUT ${PATH}/reaction`]: [answer("👍"), answer("🔥")] });
    const first = react(client, aMessage("1"), "👍");
    void react(client, aMessage("1"), "😂");
    void react(client, aMessage("1"), "🔥");
    await first;
    expect(calls.map((call) => call.body)).toEqual([{ emoji: "👍" }, { emoji: "🔥" }]);
    expect(findMessage(client, "x", "1")?.reactions[0]?.emoji).toBe("🔥");
  });
});

describe("editing", () => {
  it("shows the new words, also where they are quoted", async () => {
    const quoting = aMessage("2", {
      reply_to: { id: "1", sender: aMessage("1").sender, text: "1", state: "there" },
    });
    const client = clientWith(quoting, aMessage("1"));
    fakeApi({ [`PATCH ${PATH}`]: { body: aMessage("1", { text: "better" }) } });
    await editMessage(client, aMessage("1"), "better");
    expect(findMessage(client, "x", "1")?.text).toBe("better");
    expect(findMessage(client, "x", "2")?.reply_to?.text).toBe("better");
  });

  it("puts the words back where it is refused, and says why", async () => {
    const client = clientWith(aMessage("1"));
    fakeApi({ [`PATCH ${PATH}`]: refusal });
    await editMessage(client, aMessage("1"), "better");
    expect(findMessage(client, "x", "1")).toMatchObject({ text: "1", edited_at: null });
    expect(toasts.get()[0]?.text).toContain("Messages cannot be sent here.");
  });
});

describe("deleting", () => {
  it("can be undone before it is sent", () => {
    vi.useFakeTimers();
    const calls = fakeApi({});
    const client = clientWith(aMessage("1"));
    deleteMessage(client, aMessage("1"));
    expect(deleting.get().has("1")).toBe(true);
    toasts.get()[0]?.action?.run();
    vi.advanceTimersByTime(10_000);
    expect(deleting.get().has("1")).toBe(false);
    expect(calls).toEqual([]);
    vi.useRealTimers();
  });
});

describe("a message whose time is over", () => {
  it("is gone from its place and from what quotes it", async () => {
    const quoting = aMessage("2", {
      reply_to: { id: "1", sender: aMessage("1").sender, text: "secret", state: "there" },
    });
    const client = clientWith(quoting, aMessage("1", { text: "secret" }));
    await dropMessage(client, "x", "1");
    expect(findMessage(client, "x", "1")).toBeUndefined();
    expect(JSON.stringify(client.getQueryData(messagesQuery("x").queryKey))).not.toContain(
      "secret",
    );
    expect(findMessage(client, "x", "2")?.reply_to?.state).toBe("gone");
  });
});
