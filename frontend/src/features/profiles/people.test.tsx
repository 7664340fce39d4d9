import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { meQuery } from "@/api/me";
import { useSession } from "@/api/session";
import { toasts } from "@/ui/toasts";
import { fakeApi, renderPage } from "@/test-api";
import { aMe, aPerson, aProfile } from "@/test-people";
import { FollowersRoute } from "./PeoplePage";
import { RequestsPage } from "./RequestsPage";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const me = { "GET /me": { body: aMe("ada", { is_private: true, follow_requests: 2 }) } };
const list = (...handles: string[]) => ({
  body: { items: handles.map((handle) => aPerson(handle)), next: null },
});
const sent = (calls: ReturnType<typeof fakeApi>) =>
  calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));
const undo = () => act(() => toasts.get().at(-1)?.action?.run());
const leavePage = () => act(() => void window.dispatchEvent(new Event("pagehide")));

beforeEach(() => {
  vi.mocked(useSession).mockReturnValue("signed-in");
  toasts.set([]);
});

describe("requests to follow", () => {
  const REQUESTS = "GET /me/follow-requests";

  it("are accepted at once", async () => {
    const calls = fakeApi({
      ...me,
      [REQUESTS]: list("ben", "cora"),
      "PUT /me/follow-requests/ben": { status: 204 },
    });
    renderPage(<RequestsPage />);
    await press("Accept @ben");
    expect(screen.queryByText("@ben")).toBeNull();
    expect(screen.getByText("@cora")).toBeVisible();
    await waitFor(() => expect(sent(calls)).toEqual(["PUT /me/follow-requests/ben"]));
  });

  it("are counted down as they are answered", async () => {
    fakeApi({ ...me, [REQUESTS]: list("ben"), "PUT /me/follow-requests/ben": "unreachable" });
    const { client } = renderPage(<RequestsPage />);
    client.setQueryData(meQuery.queryKey, me["GET /me"].body);
    const waiting = () => client.getQueryData(meQuery.queryKey)?.follow_requests;
    await press("Accept @ben");
    expect(await screen.findByText("@ben")).toBeVisible();
    expect(waiting()).toBe(2);
    expect(toasts.get()[0]?.text).toContain("Not accepted.");
  });

  it("come in while one looks", async () => {
    fakeApi({ ...me, [REQUESTS]: [list(), list("ben")] });
    const { client } = renderPage(<RequestsPage />);
    expect(await screen.findByText("Nobody asks to follow you")).toBeVisible();
    // As the event `profile` has it.
    await act(() => client.invalidateQueries({ queryKey: meQuery.queryKey }));
    expect(await screen.findByText("@ben")).toBeVisible();
  });

  it("can be refused, which can be taken back for a while", async () => {
    const calls = fakeApi({ ...me, [REQUESTS]: list("ben") });
    renderPage(<RequestsPage />);
    await press("Refuse @ben");
    expect(await screen.findByText("Nobody asks to follow you")).toBeVisible();
    undo();
    expect(await screen.findByText("@ben")).toBeVisible();
    leavePage();
    expect(sent(calls)).toEqual([]);
  });

  it("are refused before the page goes", async () => {
    const calls = fakeApi({
      ...me,
      [REQUESTS]: list("ben"),
      "DELETE /me/follow-requests/ben": { status: 204 },
    });
    renderPage(<RequestsPage />);
    await press("Refuse @ben");
    leavePage();
    await waitFor(() => expect(sent(calls)).toEqual(["DELETE /me/follow-requests/ben"]));
  });
});

describe("one's followers", () => {
  const followers = {
    ...me,
    "GET /profiles/ada": { body: aProfile("ada", { viewer: { is_self: true } }) },
    "GET /profiles/ada/followers": list("ben", "cora"),
  };
  const open = () =>
    renderPage(
      <Routes>
        <Route path="/:name/followers" element={<FollowersRoute />} />
      </Routes>,
      "/@ada/followers",
    );

  it("can be removed, unless it is undone", async () => {
    const calls = fakeApi({ ...followers, "DELETE /me/followers/cora": { status: 204 } });
    open();
    await press("Remove @ben from your followers");
    expect(screen.queryByText("@ben")).toBeNull();
    undo();
    expect(await screen.findByText("@ben")).toBeVisible();
    await press("Remove @cora from your followers");
    leavePage();
    await waitFor(() => expect(sent(calls)).toEqual(["DELETE /me/followers/cora"]));
  });

  it("are followed back right there", async () => {
    fakeApi({
      ...followers,
      "PUT /profiles/ben/follow": { body: aProfile("ben", { viewer: { following: true } }) },
    });
    open();
    await press("Follow @ben");
    expect(await screen.findByRole("button", { name: "Following @ben" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Follow @cora" })).toBeVisible();
  });

  it("of others cannot be removed, and of a private stranger not be seen", async () => {
    const calls = fakeApi({
      ...followers,
      "GET /profiles/ada": {
        body: aProfile("ada", { is_private: true, counts: null, viewer: { may_see_posts: false } }),
      },
    });
    open();
    expect(await screen.findByText("This account is private")).toBeVisible();
    expect(calls.some(({ path }) => path.endsWith("/followers"))).toBe(false);
  });
});
