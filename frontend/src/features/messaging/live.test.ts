import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeApi } from "@/test-api";
import { aMessage } from "@/test-messages";
import { noticeMessage } from "./live";
import { messagesQuery } from "./queries";

const PATH = "/conversations/x/messages";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a message that is heard of", () => {
  it("is fetched at once, and a burst of them once more", async () => {
    const page = { items: [aMessage("1")], next: null, prev: null };
    const calls = fakeApi({ [`GET ${PATH}`]: { body: page } });
    const client = new QueryClient();
    client.setQueryData(messagesQuery("x").queryKey, { pages: [page], pageParams: [null] });
    noticeMessage(client, "x", "1");
    await vi.advanceTimersByTimeAsync(1);
    expect(calls).toHaveLength(1);
    for (let times = 0; times < 5; times += 1) noticeMessage(client, "x", "1");
    await vi.advanceTimersByTimeAsync(50);
    expect(calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toHaveLength(2);
  });
});
