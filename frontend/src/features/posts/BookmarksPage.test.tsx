import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Link, useLocation, useNavigate } from "react-router";
import { describe, expect, it, vi } from "vitest";
import { fakeApi, renderPage } from "@/test-api";
import { aPost } from "@/test-posts";
import { BookmarksPage } from "./BookmarksPage";
import { toggle } from "./toggles";

vi.mock("@/api/session", () => ({
  useSession: () => "signed-in",
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const BOOKMARKS = "GET /me/bookmarks";
const list = (...texts: string[]) => ({
  body: { items: texts.map((text, id) => aPost(String(id), { text })), next: null },
});
const field = () => screen.getByLabelText<HTMLInputElement>("Search bookmarks");
const where = () => screen.getByTestId("where").textContent;

function Where() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <p data-testid="where">{pathname + search}</p>
      <Link to="/bookmarks">All</Link>
      <button type="button" onClick={() => void navigate(-1)}>
        Go back
      </button>
    </>
  );
}

const open = (path: string) =>
  renderPage(
    <>
      <BookmarksPage />
      <Where />
    </>,
    path,
  );

describe("searching bookmarks", () => {
  it("asks once one has stopped typing, and keeps the words in the address", async () => {
    const calls = fakeApi({ [BOOKMARKS]: [list("rye", "oats"), list("rye")] });
    open("/bookmarks");
    expect(await screen.findByText("oats")).toBeVisible();
    await userEvent.type(field(), "rye ");
    await waitFor(() => expect(screen.queryByText("oats")).toBeNull());
    expect(await screen.findByText("1 found")).toBeInTheDocument();
    expect(where()).toBe("/bookmarks?q=rye");
    expect(calls.map(({ search }) => search)).toEqual(["", "?q=rye"]);
  });

  it("begins with what the address says, and Esc brings all of them back", async () => {
    fakeApi({ [BOOKMARKS]: [list(), list("oats")] });
    open("/bookmarks?q=barley");
    expect(field().value).toBe("barley");
    expect(await screen.findByText(/^No bookmark holds all of these words/)).toBeVisible();
    await userEvent.type(field(), "{Escape}");
    expect(await screen.findByText("oats")).toBeVisible();
    expect(field()).toHaveFocus();
    expect(where()).toBe("/bookmarks");
  });

  it("follows the address when one goes elsewhere and back", async () => {
    fakeApi({ [BOOKMARKS]: [list("rye"), list("rye", "oats"), list("rye")] });
    open("/bookmarks?q=rye");
    await userEvent.click(screen.getByRole("link", { name: "All" }));
    expect(await screen.findByText("oats")).toBeVisible();
    expect(field().value).toBe("");
    await userEvent.click(screen.getByRole("button", { name: "Go back" }));
    expect(field().value).toBe("rye");
    expect(where()).toBe("/bookmarks?q=rye");
  });

  it("loses what is bookmarked no longer", async () => {
    fakeApi({ [BOOKMARKS]: [list("rye"), list()], "DELETE /posts/0/bookmark": { status: 204 } });
    const { client } = open("/bookmarks?q=rye");
    expect(await screen.findByText("rye")).toBeVisible();
    const post = aPost("0", { text: "rye" });
    const kept = { ...post, viewer: { ...post.viewer, bookmarked: true } };
    await act(() => toggle(client, kept, "bookmark", false));
    expect(await screen.findByText("Nothing found")).toBeVisible();
  });
});
