import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import type { Conversation, Me, Message } from "@/api/types";
import { mergeNewest, putConversation } from "./cache";
import { linesOf } from "./MessageRun";
import { inboxQuery, inOrder, type MessagePages } from "./queries";

const message = (id: string, client_id = `c${id}`, handle = "ben"): Message => ({
  id,
  client_id,
  conversation_id: "x",
  sender: { handle, display_name: handle, avatar_url: null },
  text: id,
  deleted: false,
  created_at: "2026-01-01T00:00:00Z",
});

const loaded = (...items: string[]): MessagePages => ({
  pages: [{ items: items.map((id) => message(id)), next: "older" }],
  pageParams: [null],
});
const fresh = (next: string | null, ...items: string[]) => ({
  items: items.map((id) => message(id)),
  next,
});
const shown = (pages: MessagePages) => inOrder(pages).map((one) => one.id);

describe("new messages", () => {
  it("join those that are loaded, each once and in order", () => {
    expect(shown(mergeNewest(loaded("2", "1"), fresh("older", "4", "3", "2")))).toEqual([
      "1",
      "2",
      "3",
      "4",
    ]);
  });

  it("change nothing when nothing is new", () => {
    const data = loaded("2", "1");
    expect(mergeNewest(data, fresh("older", "2", "1"))).toBe(data);
  });

  it("start anew when too many were missed, so that no gap is hidden", () => {
    const merged = mergeNewest(loaded("2", "1"), fresh("older", "9", "8"));
    expect(shown(merged)).toEqual(["8", "9"]);
    expect(merged.pages[0]?.next).toBe("older");
  });

  it("fill an empty thread", () => {
    expect(shown(mergeNewest(loaded(), fresh(null, "1")))).toEqual(["1"]);
  });
});

describe("what is under way", () => {
  const me = { handle: "ada" } as Me;
  const unsent = (clientId: string) => ({
    clientId,
    conversationId: "x",
    text: "t",
    createdAt: "2026-01-01T00:00:00Z",
    state: "sending" as const,
    reason: null,
  });

  it("stands below what was sent, and vanishes once its client_id has arrived", () => {
    const lines = linesOf(
      [message("1"), message("2", "mine", "ada")],
      [unsent("mine"), unsent("next")],
      me,
    );
    expect(lines.map((line) => [line.key, line.mine])).toEqual([
      ["c1", false],
      ["mine", true],
      ["next", true],
    ]);
    expect(lines[1]?.unsent).toBeUndefined();
  });

  it("keep the place of what went with its writer", () => {
    const gone = { ...message("1", ""), text: "", deleted: true };
    const lines = linesOf([gone, message("2")], [], me);
    expect(lines.map((line) => [line.key, line.text])).toEqual([
      ["1", null],
      ["c2", "2"],
    ]);
  });
});

describe("the inbox", () => {
  const conversation = (id: string, hour: number, unread = 0): Conversation => ({
    id,
    kind: "direct",
    members: [],
    last_message: null,
    unread,
    created_at: "2026-01-01T00:00:00Z",
    last_activity_at: `2026-01-01T${String(hour).padStart(2, "0")}:00:00Z`,
  });
  const inbox = (client: QueryClient) =>
    client.getQueryData(inboxQuery.queryKey)?.pages.map((page) => page.items.map((one) => one.id));
  const filled = () => {
    const client = new QueryClient();
    client.setQueryData(inboxQuery.queryKey, {
      pages: [
        { items: [conversation("d", 9), conversation("c", 8)], next: "2" },
        { items: [conversation("b", 7), conversation("a", 6)], next: null },
      ],
      pageParams: [null, "2"],
    });
    return client;
  };

  it("moves a conversation to where its last activity says", () => {
    const client = filled();
    putConversation(client, conversation("a", 10, 1));
    expect(inbox(client)).toEqual([["a", "d", "c"], ["b"]]);
  });

  it("keeps one in its place when only its count has changed", () => {
    const client = filled();
    putConversation(client, conversation("b", 7, 0));
    expect(inbox(client)).toEqual([
      ["d", "c"],
      ["b", "a"],
    ]);
  });
});
