import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter, Link, RouterProvider } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/api/session";
import { fakeApi } from "@/test-api";
import { aMe } from "@/test-people";
import { EditProfilePage } from "./EditProfilePage";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const me = aMe("ada", { bio: "Bread." });
const mine = { "GET /me": { body: me } };

/** Leaving can only be held up by a router that has routes. */
function open(state?: object) {
  const page = (
    <>
      <EditProfilePage />
      <Link to="/elsewhere">Elsewhere</Link>
    </>
  );
  const router = createMemoryRouter(
    [
      { path: "/settings/profile", element: page },
      { path: "/:name", element: <p>Another page</p> },
    ],
    { initialEntries: [{ pathname: "/settings/profile", state }] },
  );
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}

const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

async function write(label: string, text: string): Promise<void> {
  const field = await screen.findByLabelText(label);
  await userEvent.clear(field);
  if (text) await userEvent.type(field, text);
}

describe("changing one's profile", () => {
  beforeEach(() => vi.mocked(useSession).mockReturnValue("signed-in"));

  it("saves only what is different, and shows it on the profile one came from", async () => {
    const calls = fakeApi({ ...mine, "PATCH /me": { body: { ...me, bio: "Rye." } } });
    const router = open({ from: "profile" });
    await write("Bio", "Rye.");
    await press("Add a link");
    await press("Save");
    await waitFor(() => expect(router.state.location.pathname).toBe("/@ada"));
    expect(calls.find(({ method }) => method === "PATCH")?.body).toEqual({ bio: "Rye." });
  });

  it("says at the field what is wrong, and loses nothing", async () => {
    const errors = [{ field: "links.0.url", code: "link_invalid", detail: "That is no address." }];
    fakeApi({ ...mine, "PATCH /me": { status: 400, body: { code: "invalid", errors } } });
    open();
    await screen.findByLabelText("Bio");
    await press("Add a link");
    await write("Address of link 1", "nonsense");
    await press("Save");
    expect(await screen.findByRole("alert")).toHaveTextContent("That is no address.");
    expect(screen.getByLabelText("Address of link 1")).toHaveValue("https://nonsense");
  });

  it("asks before what was written is left behind", async () => {
    fakeApi(mine);
    const router = open();
    await write("Bio", "Half a thought");
    await userEvent.click(screen.getByRole("link", { name: "Elsewhere" }));
    await press("Go on editing");
    expect(screen.getByLabelText("Bio")).toHaveValue("Half a thought");
    await userEvent.click(screen.getByRole("link", { name: "Elsewhere" }));
    await press("Leave");
    expect(router.state.location.pathname).toBe("/elsewhere");
  });

  it("lets one go who has changed nothing", async () => {
    fakeApi(mine);
    const router = open();
    await screen.findByLabelText("Bio");
    await userEvent.click(screen.getByRole("link", { name: "Elsewhere" }));
    expect(router.state.location.pathname).toBe("/elsewhere");
  });

  it("takes no handle that is not free", async () => {
    const taken = {
      handle: "ben",
      available: false,
      reason: "handle_taken",
      suggestions: ["ben_2"],
    };
    fakeApi({ ...mine, "GET /handles/ben": { body: taken } });
    open();
    await write("Handle", "ben");
    expect(await screen.findByText("@ben is taken.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    expect(screen.getByText(/Links to @ada lead to you for 14 days/)).toBeVisible();
  });
});
