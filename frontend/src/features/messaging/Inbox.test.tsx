import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/api/session";
import type { Conversation } from "@/api/types";
import { fakeApi, renderPage } from "@/test-api";
import { aConversation, aMessage } from "@/test-messages";
import { aMe } from "@/test-people";
import { toasts } from "@/ui/toasts";
import { Inbox } from "./Inbox";
import { notice } from "./live";
import { messagesKey } from "./queries";
import { RequestList } from "./RequestList";
import { useSummary } from "./summary";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
  onSessionChange: () => () => undefined,
  personHere: () => "ada",
  isSignedIn: () => true,
  hasExpired: () => false,
}));

const of = (id: string, handle: string, hour: number, changes: Partial<Conversation> = {}) => {
  const { members: _members, ...rest } = changes;
  return aConversation(id, {
    members: ["ada", handle],
    last_activity_at: `2026-01-01T0${hour}:00:00Z`,
    last_message: aMessage(id, { text: `from ${handle}` }),
    ...rest,
  });
};
const api = (items: Conversation[], summary = { unread: 0, requests: 0 }) => ({
  "GET /me": { body: aMe("ada") },
  "GET /conversations": { body: { items, next: null } },
  "GET /conversations/summary": { body: summary },
});
const lines = () =>
  within(screen.getByRole("list"))
    .getAllByRole("listitem")
    .map((one) => /from (\w+)/.exec(one.textContent)?.[1]);
const choose = async (menu: string, item: string) => {
  await userEvent.click(await screen.findByRole("button", { name: `More about ${menu}` }));
  await userEvent.click(screen.getByRole("menuitem", { name: item }));
};
const sent = (calls: ReturnType<typeof fakeApi>) =>
  calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);

const Counted = () => <p>counted: {useSummary().unread}</p>;

beforeEach(() => {
  vi.mocked(useSession).mockReturnValue("signed-in");
  toasts.set([]);
  HTMLElement.prototype.showPopover = () => undefined;
});

describe("the inbox", () => {
  it("moves a line when an event says so, and drops one that is gone", async () => {
    const moved = of("2", "cy", 9);
    fakeApi({
      ...api([of("1", "ben", 5), of("2", "cy", 4), of("3", "dan", 3)]),
      "GET /conversations/2": { body: moved },
      "GET /conversations/3": { status: 404, body: { code: "conversation_not_found" } },
    });
    const { client } = renderPage(<Inbox />);
    await waitFor(() => expect(lines()).toEqual(["ben", "cy", "dan"]));
    act(() => notice(client, { kind: "inbox", conversation_id: "2", message_id: "2" }));
    await waitFor(() => expect(lines()).toEqual(["cy", "ben", "dan"]));
    client.setQueryData(messagesKey("3"), { pages: [], pageParams: [] });
    act(() => notice(client, { kind: "conversation", conversation_id: "3" }));
    await waitFor(() => expect(lines()).toEqual(["cy", "ben"]));
    expect(client.getQueryData(messagesKey("3"))).toBeUndefined();
  });

  it("says who types until what they wrote is there", async () => {
    const written = of("1", "ben", 6, { last_message: aMessage("2", { text: "from ben again" }) });
    fakeApi({ ...api([of("1", "ben", 5)]), "GET /conversations/1": { body: written } });
    const { client } = renderPage(<Inbox />);
    await screen.findByText("from ben");
    act(() => notice(client, { kind: "typing", conversation_id: "1", handle: "ben" }));
    expect(screen.getByText("Typing…")).toBeVisible();
    act(() => notice(client, { kind: "inbox", conversation_id: "1", message_id: "2" }));
    expect(await screen.findByText("from ben again")).toBeVisible();
  });

  it("shows requests only where there are any", async () => {
    fakeApi(api([of("1", "ben", 5)], { unread: 0, requests: 3 }));
    renderPage(<Inbox />);
    const row = await screen.findByRole("link", { name: "Message requests (3)" });
    expect(row).toHaveAttribute("href", "/messages/requests");
  });

  it("mutes at once, without being counted, and is as it was where that is refused", async () => {
    fakeApi({
      ...api([of("1", "ben", 5, { unread: 2 })], { unread: 1, requests: 0 }),
      "PATCH /conversations/1/me": { status: 503, body: { detail: "Not now." } },
    });
    renderPage(
      <>
        <Inbox />
        <Counted />
      </>,
    );
    await screen.findByText("counted: 1");
    await choose("ben", "Mute");
    await waitFor(() => expect(toasts.get().at(-1)?.text).toBe("Not muted. Not now."));
    expect(screen.getByText("counted: 1")).toBeVisible();
    expect(screen.queryByText("Muted")).toBeNull();
  });

  it("marks as unread, and as read again", async () => {
    const marked = of("1", "ben", 5, { marked_unread: true });
    const calls = fakeApi({
      ...api([of("1", "ben", 5)]),
      "PATCH /conversations/1/me": [{ body: marked }, { body: of("1", "ben", 5) }],
    });
    renderPage(
      <>
        <Inbox />
        <Counted />
      </>,
    );
    await choose("ben", "Mark as unread");
    expect(screen.getByText("Marked as unread")).toBeInTheDocument();
    await screen.findByText("counted: 1");
    await choose("ben", "Mark as read");
    await screen.findByText("counted: 0");
    expect(calls.filter(({ method }) => method === "PATCH").map(({ body }) => body)).toEqual([
      { marked_unread: true },
      { marked_unread: false },
    ]);
  });
});

describe("a message request", () => {
  const request = of("9", "ben", 5, { state: "request" });

  it("is declined only after the seconds in which it can be taken back", async () => {
    const calls = fakeApi(api([request], { unread: 0, requests: 1 }));
    renderPage(<RequestList />);
    await choose("ben", "Delete");
    expect(await screen.findByText("Nobody waits")).toBeVisible();
    act(() => toasts.get().at(-1)?.action?.run());
    expect(await screen.findByText("from ben")).toBeVisible();
    expect(sent(calls)).toEqual([]);
  });

  it("is declined when the page is left, and blocks whom it says", async () => {
    const calls = fakeApi({
      ...api([request], { unread: 0, requests: 1 }),
      "PUT /profiles/ben/block": { body: {} },
      "POST /conversations/9/decline": { status: 204 },
    });
    renderPage(<RequestList />);
    await choose("ben", "Block @ben");
    act(() => void window.dispatchEvent(new Event("pagehide")));
    await waitFor(() =>
      expect(sent(calls)).toEqual(["PUT /profiles/ben/block", "POST /conversations/9/decline"]),
    );
  });

  it("stays where accepting it is refused", async () => {
    fakeApi({
      ...api([request], { unread: 0, requests: 1 }),
      "POST /conversations/9/accept": { status: 503, body: { detail: "Not now." } },
    });
    renderPage(<RequestList />);
    await choose("ben", "Accept");
    await waitFor(() => expect(toasts.get().at(-1)?.text).toBe("Not accepted. Not now."));
    expect(await screen.findByText("from ben")).toBeVisible();
  });
});
