import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/api/session";
import type { Post } from "@/api/types";
import { fakeApi, renderPage } from "@/test-api";
import { aMe } from "@/test-people";
import { aPost } from "@/test-posts";
import { toasts } from "@/ui/toasts";
import { PostCard } from "./PostCard";
import { postKey } from "./queries";
import { mayBeQuoted, mayBeReposted } from "./sharing";
import { TagPage } from "./TagPage";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const ben = aMe("ben");
const show = (post: Post) => {
  const result = renderPage(
    <ul>
      <PostCard post={post} />
    </ul>,
  );
  result.client.setQueryData(postKey(post.id), post);
  return result;
};

beforeEach(() => {
  vi.mocked(useSession).mockReturnValue("signed-in");
  toasts.set([]);
  HTMLElement.prototype.showPopover = vi.fn();
});

describe("a card", () => {
  it("says which followed hashtag brought it, as it says who reposted it", () => {
    fakeApi({ "GET /me": { body: ben } });
    show(aPost("1", { tag: "bread" }));
    expect(screen.getByRole("link", { name: "#bread" })).toHaveAttribute("href", "/tags/bread");
  });

  it("of a private person has a lock, and cannot be passed on", () => {
    fakeApi({ "GET /me": { body: ben } });
    show(aPost("1", { visibility: "followers" }));
    expect(screen.getByText("Only followers see it")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Only public cruds are passed on" })).toBeDisabled();
    expect(screen.queryByRole("button", { name: /^Repost or quote/ })).toBeNull();
  });

  it("folds what has a warning, unless the reader wants all of it open", async () => {
    fakeApi({ "GET /me": { body: ben } });
    const { unmount } = show(aPost("1", { warning: "Sand" }));
    expect(screen.getByText("Sand")).toBeVisible();
    expect(screen.queryByText("crud 1")).toBeNull();
    unmount();
    fakeApi({ "GET /me": { body: aMe("ben", { expand_warnings: true }) } });
    show(aPost("1", { warning: "Sand" }));
    expect(await screen.findByText("crud 1")).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Hide" }));
    expect(screen.queryByText("crud 1")).toBeNull();
  });

  it("leads to its author by the picture too, which is heard only once", () => {
    fakeApi({ "GET /me": { body: ben } });
    const { container } = show(aPost("1"));
    expect(screen.getAllByRole("link", { name: /Ada/ })).toHaveLength(1);
    const links = [...container.querySelectorAll('a[href="/@ada"]')];
    expect(links.map((link) => link.getAttribute("tabindex"))).toEqual(["-1", null]);
  });
});

describe("a thread", () => {
  const muted = (thread_muted: boolean) => {
    const post = aPost("1");
    return { ...post, viewer: { ...post.viewer, thread_muted } };
  };

  it("is muted from the menu, with a way back", async () => {
    const calls = fakeApi({
      "GET /me": { body: ben },
      "PUT /posts/1/mute-thread": { body: muted(true) },
      "DELETE /posts/1/mute-thread": { body: muted(false) },
    });
    const { client } = show(muted(false));
    await userEvent.click(screen.getByRole("button", { name: "More" }));
    await userEvent.click(
      await screen.findByRole("menuitem", { name: "Mute this thread", hidden: true }),
    );
    await waitFor(() => expect(client.getQueryData(postKey("1"))).toEqual(muted(true)));
    toasts.get()[0]?.action?.run();
    await waitFor(() => expect(client.getQueryData(postKey("1"))).toEqual(muted(false)));
    expect(calls.filter(({ method }) => method !== "GET")).toHaveLength(2);
  });
});

describe("what may be passed on", () => {
  const own = (post: Post): Post => ({ ...post, viewer: { ...post.viewer, is_author: true } });

  it("is what everyone sees; one's own may be quoted by oneself", () => {
    const followers = aPost("1", { visibility: "followers" });
    expect([mayBeReposted(aPost("1")), mayBeQuoted(aPost("1"))]).toEqual([true, true]);
    expect([mayBeReposted(followers), mayBeQuoted(followers)]).toEqual([false, false]);
    expect([mayBeReposted(own(followers)), mayBeQuoted(own(followers))]).toEqual([false, true]);
  });
});

describe("the page of a hashtag", () => {
  const open = () =>
    renderPage(
      <Routes>
        <Route path="/tags/:tag" element={<TagPage />} />
      </Routes>,
      "/tags/Bread",
    );
  const none = { body: { items: [], next: null } };
  const tag = (following: boolean) => ({ body: { name: "bread", following } });

  it("follows it at once", async () => {
    fakeApi({
      "GET /feeds/tags/bread": none,
      "GET /tags/bread": tag(false),
      "PUT /tags/bread/follow": tag(true),
    });
    open();
    await userEvent.click(await screen.findByRole("button", { name: "Follow #bread" }));
    expect(await screen.findByRole("button", { name: "Following #bread" })).toBeVisible();
  });

  it("puts it back when it is refused", async () => {
    fakeApi({
      "GET /feeds/tags/bread": none,
      "GET /tags/bread": tag(false),
      "PUT /tags/bread/follow": { status: 409, body: { detail: "There is room for 100." } },
    });
    open();
    await userEvent.click(await screen.findByRole("button", { name: "Follow #bread" }));
    await waitFor(() => expect(toasts.get()[0]?.text).toContain("There is room for 100."));
    expect(screen.getByRole("button", { name: "Follow #bread" })).toBeVisible();
  });
});
