import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes, useLocation } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/api/session";
import type { Post } from "@/api/types";
import { fakeApi, renderPage } from "@/test-api";
import { aPost } from "@/test-posts";
import { noticePostGone } from "./live";
import { PostPage } from "./PostPage";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const me = { handle: "ada", display_name: "Ada", avatar_url: null, default_expires_in: 86_400 };
const THREAD = "GET /posts/2/thread";
const answers = (id: string, to: string): Post =>
  aPost(id, { reply_to: { id: to, author: aPost(to).author } });

const Address = () => <p data-testid="address">{useLocation().pathname}</p>;

const open = (path = "/@ada/2") =>
  renderPage(
    <>
      <Routes>
        <Route path="/:name/:postId" element={<PostPage />} />
      </Routes>
      <Address />
    </>,
    path,
  );

const thread = (changes: object = {}) => ({
  body: {
    ancestors: [aPost("1")],
    post: answers("2", "1"),
    items: [answers("3", "2")],
    next: null,
    ...changes,
  },
});

describe("the page of a crud", () => {
  beforeEach(() => {
    vi.mocked(useSession).mockReturnValue("signed-in");
    window.scrollTo = vi.fn() as never;
  });

  it("shows what came before, the crud, and the replies", async () => {
    fakeApi({ "GET /me": { body: me }, [THREAD]: thread() });
    open();
    const before = await screen.findByRole("list", { name: "What came before" });
    expect(within(before).getByText("crud 1")).toBeVisible();
    expect(within(screen.getByRole("list", { name: "Crud" })).getByText("crud 2")).toBeVisible();
    expect(within(screen.getByRole("list", { name: "Replies" })).getByText("crud 3")).toBeVisible();
  });

  it("says in each place what became of a crud that is gone", async () => {
    const gone = (id: string, why: string) => ({ id, gone: why });
    fakeApi({
      "GET /me": { body: me },
      [THREAD]: thread({
        ancestors: [gone("0", "deleted"), gone("1", "unavailable")],
        post: gone("2", "expired"),
      }),
    });
    open();
    expect(await screen.findByText("This crud was deleted")).toBeVisible();
    expect(screen.getByText("This crud is not available")).toBeVisible();
    expect(screen.getByText("This crud has expired")).toBeVisible();
    expect(screen.getByText("crud 3")).toBeVisible();
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  it("has the author's handle of now in its address", async () => {
    fakeApi({ "GET /me": { body: me }, [THREAD]: thread() });
    open("/@ada_before/2");
    expect(await screen.findByText("crud 2")).toBeVisible();
    await waitFor(() => expect(screen.getByTestId("address")).toHaveTextContent("/@ada/2"));
  });

  it("keeps the replies when the crud above goes while one reads", async () => {
    fakeApi({ "GET /me": { body: me }, [THREAD]: thread() });
    const { client } = open();
    await screen.findByText("crud 1");
    noticePostGone(client, "1");
    expect(await screen.findByText("This crud is not available")).toBeVisible();
    expect(screen.getByText("crud 2")).toBeVisible();
  });

  it("takes a reply at once, and puts it back into the box if it is refused", async () => {
    fakeApi({
      "GET /me": { body: me },
      [THREAD]: thread(),
      "POST /posts": { status: 403, body: { code: "closed", detail: "Replies are closed." } },
    });
    open();
    const box = await screen.findByRole("textbox", { name: "Your reply" });
    await userEvent.type(box, "me too{Control>}{Enter}{/Control}");
    expect(await screen.findByRole("alert")).toHaveTextContent("Replies are closed.");
    expect(screen.getByRole("textbox", { name: "Your reply" })).toHaveValue("me too");
    await waitFor(() =>
      expect(
        within(screen.getByRole("list", { name: "Replies" })).queryByText("me too"),
      ).toBeNull(),
    );
  });
});
