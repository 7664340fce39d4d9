import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { aConversation } from "@/test-messages";
import { putConversation } from "./conversations";
import { boxQuery, type Box } from "./queries";

const at = (id: string, hour: number, changes = {}) =>
  aConversation(id, {
    last_activity_at: `2026-01-01T${String(hour).padStart(2, "0")}:00:00Z`,
    ...changes,
  });
const shown = (client: QueryClient, box: Box) =>
  client
    .getQueryData(boxQuery(box).queryKey)
    ?.pages.map((page) => page.items.map((one) => one.id).join(""));

function filled(): QueryClient {
  const client = new QueryClient();
  client.setQueryData(boxQuery("inbox").queryKey, {
    pages: [
      { items: [at("d", 9), at("c", 8)], next: "2" },
      { items: [at("b", 7), at("a", 6)], next: null },
    ],
    pageParams: [null, "2"],
  });
  client.setQueryData(boxQuery("requests").queryKey, {
    pages: [{ items: [at("r", 5, { state: "request" })], next: null }],
    pageParams: [null],
  });
  return client;
}

describe("a conversation", () => {
  it("moves to where its last activity says", () => {
    const client = filled();
    putConversation(client, at("a", 10, { unread: 1 }));
    expect(shown(client, "inbox")).toEqual(["adc", "b"]);
  });

  it("keeps its place when only its count has changed", () => {
    const client = filled();
    putConversation(client, at("b", 7));
    expect(shown(client, "inbox")).toEqual(["dc", "ba"]);
  });

  it("goes from the requests to the inbox when it is accepted", () => {
    const client = filled();
    putConversation(client, at("r", 5));
    expect(shown(client, "requests")).toEqual([""]);
    expect(shown(client, "inbox")).toEqual(["dc", "bar"]);
  });
});
