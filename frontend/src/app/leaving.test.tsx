import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter, RouterProvider } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { api, unwrap } from "@/api/client";
import { fakeApi, type Call } from "@/test-api";
import { BookmarksPage } from "@/features/posts/BookmarksPage";
import { Live } from "./Live";
import { Shell } from "./Shell";

vi.mock("@/api/session", async (original) => ({
  ...(await original<object>()),
  useSession: () => "signed-in",
  accessToken: () => Promise.resolve("token"),
}));

const me = { handle: "ada", display_name: "Ada", avatar_url: null, leaves_at: null };
const leaving = { ...me, leaves_at: "2026-11-27T17:30:00Z" };
const none = { state: "none", done: 0, total: 0, size: null, url: null };
const elsewhere = { "GET /conversations": { body: { items: [], next: null } } };

function open(replies: Parameters<typeof fakeApi>[0]): Call[] {
  const calls = fakeApi({ ...elsewhere, "GET /me/export": { body: none }, ...replies });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const router = createMemoryRouter(
    [{ element: <Shell />, children: [{ path: "/bookmarks", element: <BookmarksPage /> }] }],
    { initialEntries: ["/bookmarks"] },
  );
  render(
    <QueryClientProvider client={client}>
      <Live />
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return calls;
}

const goes = () => screen.findByRole("heading", { name: /Your account goes on/ });

describe("an account that leaves", () => {
  beforeEach(() => vi.stubGlobal("scrollTo", vi.fn()));

  it("sees nothing but the way back", async () => {
    open({ "GET /me": { body: leaving }, "GET /me/bookmarks": { status: 409 } });
    expect(await goes()).toBeVisible();
    expect(screen.queryByRole("navigation")).toBeNull();
    expect(await screen.findByRole("button", { name: "Make the file" })).toBeVisible();
  });

  it("is noticed by what the API refuses, also where it was asked for elsewhere", async () => {
    open({
      "GET /me": [{ body: me }, { body: leaving }],
      "GET /me/bookmarks": { body: { items: [], next: null } },
      "POST /posts": { status: 409, body: { code: "account_leaving", detail: "Leaving" } },
    });
    expect((await screen.findAllByText("Ada")).length).toBeGreaterThan(0);
    const post = unwrap(api.POST("/api/v1/posts", { body: { text: "too late" } }));
    await expect(post).rejects.toThrow("Leaving");
    expect(await goes()).toBeVisible();
  });

  it("comes back as it was", async () => {
    const empty = { body: { items: [], next: null } };
    const calls = open({
      "GET /me": [{ body: leaving }, { body: me }],
      "GET /me/bookmarks": empty,
      "POST /me/restore": { body: me },
    });
    await goes();
    await userEvent.click(screen.getByRole("button", { name: "Keep my account" }));
    expect(await screen.findByRole("heading", { name: "Bookmarks" })).toBeVisible();
    expect(calls.filter(({ path }) => path === "/me/restore")).toHaveLength(1);
  });

  it("says why it cannot come back", async () => {
    const gone = { code: "account_gone", detail: "It is being removed already." };
    open({
      "GET /me": { body: leaving },
      "GET /me/bookmarks": { status: 409 },
      "POST /me/restore": { status: 409, body: gone },
    });
    await goes();
    await userEvent.click(screen.getByRole("button", { name: "Keep my account" }));
    await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent(/removed already/));
  });
});
