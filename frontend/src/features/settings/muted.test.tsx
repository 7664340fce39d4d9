import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { MutedWord } from "@/api/types";
import { fakeApi, renderPage } from "@/test-api";
import { toasts } from "@/ui/toasts";
import { MutedWordsPage } from "./MutedWordsPage";
import { MutedPeoplePage } from "./PeoplePages";

vi.mock("@/api/session", () => ({ accessToken: () => Promise.resolve("token") }));

const DAY_MS = 86_400_000;
const soon = (days: number) => new Date(Date.now() + days * DAY_MS + 60_000).toISOString();
const word = (changes: Partial<MutedWord> = {}): MutedWord => ({
  id: "1",
  phrase: "finale",
  whole_word: true,
  places: ["home"],
  until: null,
  created_at: "2026-01-01T00:00:00Z",
  ...changes,
});
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole("button", { name }));
const undo = () => {
  const action = toasts.get().at(-1)?.action;
  if (!action) throw new Error("Nothing to undo");
  action.run();
};
const list = (...items: MutedWord[]) => ({ body: { items } });

beforeEach(() => {
  toasts.set([]);
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
});

describe("muted words", () => {
  it("are all there, however many", async () => {
    fakeApi({
      "GET /me/muted-words": [
        { body: { items: [word()], next: "more" } },
        list(word({ id: "2", phrase: "penalty" })),
      ],
    });
    renderPage(<MutedWordsPage />);
    expect(await screen.findByText("finale")).toBeVisible();
    expect(screen.getByText("penalty")).toBeVisible();
  });

  it("mutes a phrase where and for how long one says", async () => {
    const calls = fakeApi({
      "GET /me/muted-words": [list(), list(word())],
      "POST /me/muted-words": { status: 201, body: word() },
    });
    renderPage(<MutedWordsPage />);
    await press("Mute a word");
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.type(dialog.getByLabelText("Word or phrase"), "  finale ");
    await userEvent.click(dialog.getByLabelText("Notifications"));
    await userEvent.click(dialog.getByLabelText("7 days"));
    await userEvent.click(dialog.getByRole("button", { name: "Mute" }));
    expect(await screen.findByText("finale")).toBeVisible();
    const { until, ...sent } = calls.find(({ method }) => method === "POST")?.body as MutedWord;
    expect(sent).toEqual({
      phrase: "finale",
      whole_word: true,
      places: ["home", "public", "replies"],
    });
    expect(Math.round((Date.parse(until ?? "") - Date.now()) / DAY_MS)).toBe(7);
  });

  it("sends nothing without a phrase or a place", async () => {
    const calls = fakeApi({ "GET /me/muted-words": list(word({ places: ["home"] })) });
    renderPage(<MutedWordsPage />);
    await press(/^Edit finale/);
    await userEvent.click(screen.getByLabelText("Home feed"));
    expect(screen.getByRole("alert")).toHaveTextContent("one place");
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    expect(calls).toHaveLength(1);
  });

  it("keeps its end when something else of it is edited", async () => {
    const until = soon(3);
    const calls = fakeApi({
      "GET /me/muted-words": list(word({ until })),
      "PATCH /me/muted-words/1": { body: word() },
    });
    renderPage(<MutedWordsPage />);
    expect(await screen.findByText(/For another 3 days · in home/)).toBeVisible();
    await press(/^Edit finale/);
    await userEvent.click(screen.getByLabelText("Only as a whole word"));
    await press("Save");
    await waitFor(() => expect(calls.some(({ method }) => method === "PATCH")).toBe(true));
    const sent = calls.find(({ method }) => method === "PATCH")?.body;
    expect(sent).toMatchObject({ until, whole_word: false });
  });

  it("goes at once, and comes back as it was", async () => {
    const calls = fakeApi({
      "GET /me/muted-words": [list(word()), list(), list(word({ id: "2" }))],
      "DELETE /me/muted-words/1": { status: 204 },
      "POST /me/muted-words": { status: 201, body: word({ id: "2" }) },
    });
    renderPage(<MutedWordsPage />);
    await press("Remove “finale”");
    expect(await screen.findByText("No muted words")).toBeVisible();
    await waitFor(() => expect(toasts.get()).toHaveLength(1));
    undo();
    expect(await screen.findByText("finale")).toBeVisible();
    expect(calls.find(({ method }) => method === "POST")?.body).toMatchObject({
      phrase: "finale",
      places: ["home"],
      until: null,
    });
  });

  it("is there again when its removal is refused", async () => {
    fakeApi({ "GET /me/muted-words": list(word()), "DELETE /me/muted-words/1": { status: 503 } });
    renderPage(<MutedWordsPage />);
    await press("Remove “finale”");
    await waitFor(() => expect(toasts.get().at(-1)?.text).toMatch(/^Still muted\./));
    expect(await screen.findByText("finale")).toBeVisible();
  });

  it("whose time is over is not shown", async () => {
    fakeApi({ "GET /me/muted-words": list(word({ until: "2020-01-01T00:00:00Z" })) });
    renderPage(<MutedWordsPage />);
    expect(await screen.findByText("No muted words")).toBeVisible();
  });
});

describe("muted people", () => {
  const bob = { handle: "bob", display_name: "Bob", avatar_url: null, muted_until: soon(2) };
  const people = (...items: object[]) => ({ body: { items, next: null } });

  it("come back muted until the same time when unmuting is undone", async () => {
    const calls = fakeApi({
      "GET /me/mutes": [people(bob), people(), people(bob)],
      "DELETE /profiles/bob/mute": { body: {} },
      "PUT /profiles/bob/mute": { body: {} },
    });
    renderPage(<MutedPeoplePage />);
    await press("Unmute @bob");
    expect(await screen.findByText("Nobody is muted")).toBeVisible();
    await waitFor(() => expect(toasts.get()).toHaveLength(1));
    undo();
    expect(await screen.findByText("Bob")).toBeVisible();
    const again = calls.find(({ method }) => method === "PUT");
    expect(again?.body).toEqual({ until: bob.muted_until });
  });
});
