import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes, useLocation } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/api/session";
import { toasts } from "@/ui/toasts";
import { fakeApi, renderPage } from "@/test-api";
import { aMe, aProfile } from "@/test-people";
import { aPost } from "@/test-posts";
import { ProfileRoute } from "./ProfilePage";
import { tabOf } from "./tabs";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const Address = () => <p data-testid="address">{useLocation().pathname}</p>;
const SHOWN = "GET /profiles/ada";
const POSTS = "GET /profiles/ada/posts";
const none = { body: { items: [], next: null } };
const me = { "GET /me": { body: aMe("ben") } };

const open = (path = "/@ada") =>
  renderPage(
    <>
      <Routes>
        <Route path="/:name" element={<ProfileRoute />}>
          <Route index />
          <Route path="replies" />
          <Route path="media" />
        </Route>
      </Routes>
      <Address />
    </>,
    path,
  );

describe("a profile", () => {
  beforeEach(() => {
    vi.mocked(useSession).mockReturnValue("signed-in");
    toasts.set([]);
    HTMLElement.prototype.showPopover = vi.fn();
  });

  it("has a list for each tab, and an address for each list", async () => {
    const calls = fakeApi({
      ...me,
      [SHOWN]: { body: aProfile("ada") },
      [POSTS]: [{ body: { items: [aPost("1")], next: null } }, none],
    });
    open();
    const tabs = await screen.findByRole("navigation", { name: "Cruds of @ada" });
    expect(await screen.findByText("crud 1")).toBeVisible();
    await userEvent.click(within(tabs).getByRole("link", { name: "With replies" }));
    expect(screen.getByTestId("address")).toHaveTextContent("/@ada/replies");
    await waitFor(() =>
      expect(
        calls.filter(({ path }) => path.endsWith("/posts")).map((call) => call.search),
      ).toEqual(["?tab=cruds", "?tab=replies"]),
    );
    expect(calls.filter(({ path }) => path === "/profiles/ada")).toHaveLength(1);
  });

  it("shows pictures as a wall, and folds what has a warning", async () => {
    const image = { id: "9", alt: "Dunes", width: 2, height: 1, blur: "", animated: false };
    const media = [{ ...image, sources: [] }];
    fakeApi({
      ...me,
      [SHOWN]: { body: aProfile("ada") },
      [POSTS]: { body: { items: [aPost("2", { media }), aPost("1", { media, warning: "Sand" })] } },
    });
    open("/@ada/media");
    const wall = await screen.findByRole("list", { name: "Pictures" });
    expect(within(wall).getByRole("button", { name: "Picture: Dunes" })).toBeVisible();
    expect(within(wall).getByRole("button", { name: "Content warning: Sand" })).toBeVisible();
  });

  it("has the handle of now in its address, and the same tab", async () => {
    const calls = fakeApi({
      ...me,
      "GET /profiles/ada_before": { body: aProfile("ada") },
      [POSTS]: none,
    });
    open("/@ada_before/media");
    expect(await screen.findByRole("heading", { name: "ada", level: 2 })).toBeVisible();
    await waitFor(() => expect(screen.getByTestId("address")).toHaveTextContent("/@ada/media"));
    expect(calls.filter(({ path }) => path === SHOWN.slice(4))).toEqual([]);
  });

  it("of a private person says who sees their cruds, and asks for none", async () => {
    const calls = fakeApi({
      ...me,
      [SHOWN]: {
        body: aProfile("ada", { is_private: true, counts: null, viewer: { may_see_posts: false } }),
      },
    });
    open();
    expect(
      await screen.findByText("Only people @ada lets follow them see their cruds."),
    ).toBeVisible();
    expect(screen.getByRole("button", { name: "Ask to follow" })).toBeVisible();
    expect(screen.queryByRole("link", { name: /followers/ })).toBeNull();
    expect(calls.filter(({ path }) => path.endsWith("/posts"))).toEqual([]);
  });

  it("links to the web only, and vouches for nothing", async () => {
    const links = [
      { label: "Blog", url: "https://www.ada.example/blog" },
      { label: "Trap", url: "javascript:alert(1)" },
    ];
    fakeApi({ ...me, [SHOWN]: { body: aProfile("ada", { links }) }, [POSTS]: none });
    open();
    const link = await screen.findByRole("link", { name: "Blog" });
    expect(link).toHaveAttribute("rel", "nofollow me noopener noreferrer");
    expect(link).toHaveAttribute("title", "ada.example");
    expect(screen.queryByText("Trap")).toBeNull();
  });

  it("can be blocked, and the follow comes back with an undo", async () => {
    const following = aProfile("ada", { viewer: { following: true } });
    const blocked = aProfile("ada", { viewer: { blocking: true, may_see_posts: false } });
    const calls = fakeApi({
      ...me,
      [SHOWN]: { body: following },
      [POSTS]: none,
      "PUT /profiles/ada/block": { body: blocked },
      "DELETE /profiles/ada/block": { body: aProfile("ada") },
      "PUT /profiles/ada/follow": { body: following },
    });
    open();
    await userEvent.click(await screen.findByRole("button", { name: "More about @ada" }));
    await userEvent.click(screen.getByRole("menuitem", { name: "Block @ada", hidden: true }));
    expect(await screen.findByText("You have blocked @ada")).toBeVisible();
    await waitFor(() => expect(toasts.get()).toHaveLength(1));
    toasts.get()[0]?.action?.run();
    expect(await screen.findByRole("button", { name: "Following" })).toBeVisible();
    expect(calls.filter(({ method }) => method !== "GET").map(({ path }) => path)).toEqual([
      "/profiles/ada/block",
      "/profiles/ada/block",
      "/profiles/ada/follow",
    ]);
  });
});

describe("the tab of an address", () => {
  it("is its last part, and that of the cruds where there is none", () => {
    expect(["/@ada", "/@ada/replies", "/@ada/media", "/@ada/"].map(tabOf)).toEqual([
      "cruds",
      "replies",
      "media",
      "cruds",
    ]);
  });
});
