import { QueryClient } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { beginSession, endSession } from "@/api/session";
import { fakeApi, renderPage, type Call, type Reply } from "@/test-api";
import { aMessage } from "@/test-messages";
import { keepTokens } from "@/test-cognito";
import { deliver, pauseAfter, wake } from "./delivery";
import { outbox, unsentIn, type Unsent } from "./outbox";
import { put, useOutbox } from "./useOutbox";

vi.mock("@/api/session", async (original) => ({
  ...(await original<typeof import("@/api/session")>()),
  accessToken: () => Promise.resolve("token"),
}));

vi.setConfig({ testTimeout: 15_000 });

/** A conversation of its own for each test: what one leaves under way is not the next one's. */
let talk = "";
let talks = 0;
const api = (...replies: Reply[]) => fakeApi({ [`POST /conversations/${talk}/messages`]: replies });
const taken = { status: 201, body: aMessage("1", { from: "ada" }) };
const client = new QueryClient();
const content = (text: string) => ({ text, media: [], alts: [], postId: null, replyTo: null });
const send = (text: string) => put(client, talk, content(text));
const texts = (calls: Call[]) => calls.map((call) => (call.body as { text: string }).text);
const clientIds = (calls: Call[]) =>
  calls.map((call) => (call.body as { client_id: string }).client_id);
const waiting = () => unsentIn(outbox.get(), talk);
const states = () => waiting().map((one) => [one.text, one.state, one.reason]);
const keptKeys = () => Object.keys(localStorage).filter((key) => key.includes("outbox"));
const tried = (times: number) => waitFor(() => expect(waiting()[0]?.tries).toBe(times));
const emptied = () => waitFor(() => expect(states()).toEqual([]), { timeout: 10_000 });

beforeEach(() => {
  talks += 1;
  talk = `x${talks}`;
  keepTokens();
  beginSession();
});
afterEach(() => {
  for (const id of Object.keys(outbox.get())) outbox.put(id, null);
  // What still waits for its next try finds nothing to send, and ends.
  wake();
  endSession();
});

describe("the outbox", () => {
  it("tries again by itself under the same client_id while the network is away", async () => {
    const calls = api("unreachable", { status: 503 }, taken);
    send("hello");
    expect(states()).toEqual([["hello", "sending", null]]);
    await tried(1);
    wake();
    await tried(2);
    wake();
    await emptied();
    expect(clientIds(calls)).toHaveLength(3);
    expect(new Set(clientIds(calls)).size).toBe(1);
    expect(keptKeys()).toEqual([]);
  });

  it("keeps the order of a conversation, also while the first is tried again", async () => {
    const calls = api("unreachable", taken, taken);
    send("first");
    await waitFor(() => expect(calls).toHaveLength(1));
    send("second");
    await emptied();
    expect(texts(calls)).toEqual(["first", "first", "second"]);
  });

  it("marks what was refused, says why, and sends what follows", async () => {
    const refused = {
      code: "invalid",
      detail: "Look again.",
      errors: [{ field: "text", code: "x", detail: "Too long." }],
    };
    const calls = api({ status: 400, body: refused }, taken);
    send("long");
    send("short");
    await waitFor(() => expect(states()).toEqual([["long", "failed", "Too long."]]));
    expect(texts(calls)).toEqual(["long", "short"]);
    expect(keptKeys()).toHaveLength(1);
  });

  it("waits as long as the server asks, whatever wakes it", async () => {
    const later = { status: 429, headers: { "Retry-After": "60" } };
    const calls = api(later, taken);
    send("hello");
    await tried(1);
    wake();
    await new Promise((done) => setTimeout(done, 50));
    expect(calls).toHaveLength(1);
  });

  it("goes on after a reload with what was left, at once", async () => {
    const left: Unsent = {
      clientId: "left",
      conversationId: talk,
      ...content("left behind"),
      createdAt: new Date().toISOString(),
      state: "sending",
      reason: null,
      tries: 3,
      notBefore: 0,
      bidden: false,
    };
    outbox.put("left", left);
    endSession("expired");
    expect(states()).toEqual([]);
    const calls = api(taken);
    beginSession();
    deliver(client, talk);
    await emptied();
    expect(clientIds(calls)).toEqual(["left"]);
  });

  it("does not send again what is so old that the server has forgotten it", async () => {
    const calls = api(taken);
    const old = new Date(Date.now() - 8 * 86_400_000).toISOString();
    const [other] = [{ ...content("old"), clientId: "o", conversationId: talk, createdAt: old }];
    outbox.put("o", {
      ...other,
      state: "sending",
      reason: null,
      tries: 0,
      notBefore: 0,
      bidden: false,
    });
    deliver(client, talk);
    await waitFor(() => expect(states()[0]?.[1]).toBe("failed"));
    expect(calls).toEqual([]);
  });

  it("leaves to another tab what that one has sent meanwhile", async () => {
    const calls = api("unreachable", taken);
    send("hello");
    await tried(1);
    const [key] = keptKeys();
    localStorage.removeItem(key ?? "");
    wake();
    await emptied();
    expect(calls).toHaveLength(1);
  });

  it("shows what another tab is sending", () => {
    const theirs = { clientId: "t", conversationId: talk, createdAt: "2026", text: "theirs" };
    const [owner] = Object.keys(localStorage)
      .filter((key) => key.endsWith("LastAuthUser"))
      .map((key) => localStorage.getItem(key));
    const key = `cruddur.own/outbox/${owner ?? ""}/t`;
    localStorage.setItem(key, JSON.stringify({ ...theirs, state: "failed", reason: null }));
    window.dispatchEvent(new StorageEvent("storage", { key }));
    expect(states()).toEqual([["theirs", "failed", null]]);
  });

  it("grows its pauses, apart from each other, up to a minute", () => {
    expect(pauseAfter(0, () => 1)).toBe(1_000);
    expect(pauseAfter(3, () => 0)).toBe(4_000);
    expect(pauseAfter(30, () => 1)).toBe(60_000);
  });
});

function Sender() {
  const { unsent, retry, discard } = useOutbox(talk);
  return unsent.map((one) => (
    <p key={one.clientId}>
      {one.state}
      <button onClick={() => retry(one)}>Try again</button>
      <button onClick={() => discard(one)}>Discard</button>
    </p>
  ));
}

describe("what was refused", () => {
  const refusal = { status: 409, body: { code: "cannot_send", detail: "No." } };

  it("is sent again by hand under its client_id", async () => {
    const calls = api(refusal, taken);
    renderPage(<Sender />);
    send("hello");
    await screen.findByText("failed");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    await emptied();
    expect(new Set(clientIds(calls)).size).toBe(1);
  });

  it("can be discarded", async () => {
    api(refusal);
    renderPage(<Sender />);
    send("hello");
    await screen.findByText("failed");
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(states()).toEqual([]);
    expect(keptKeys()).toEqual([]);
  });
});
