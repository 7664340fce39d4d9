import { useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { keepIntent } from "@/api/gate";
import { useSession } from "@/api/session";
import { fakeApi, renderPage } from "@/test-api";
import { FollowButton } from "./FollowButton";
import { profileQuery } from "./people";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const ada = (following: boolean, followers = 1) => ({
  handle: "ada",
  display_name: "Ada",
  counts: { posts: 0, followers, following: 0 },
  viewer: { is_self: false, following, followed_by: false },
});

function Page() {
  const { data } = useQuery(profileQuery("ada"));
  if (!data) return null;
  return (
    <>
      <FollowButton person={data} />
      <p>{data.counts?.followers} followers</p>
    </>
  );
}

const FOLLOW = "PUT /profiles/ada/follow";

describe("the follow button", () => {
  beforeEach(() => vi.mocked(useSession).mockReturnValue("signed-in"));

  it("follows at once and counts it", async () => {
    fakeApi({ "GET /profiles/ada": { body: ada(false) }, [FOLLOW]: { body: ada(true, 2) } });
    renderPage(<Page />);
    await userEvent.click(await screen.findByRole("button", { name: "Follow" }));
    expect(await screen.findByRole("button", { name: "Following", pressed: true })).toBeVisible();
    expect(screen.getByText("2 followers")).toBeVisible();
  });

  it("is put back when it is refused", async () => {
    const calls = fakeApi({ "GET /profiles/ada": { body: ada(false) }, [FOLLOW]: { status: 503 } });
    renderPage(<Page />);
    await userEvent.click(await screen.findByRole("button", { name: "Follow" }));
    await waitFor(() => expect(calls.at(-1)?.method).toBe("PUT"));
    expect(await screen.findByRole("button", { name: "Follow", pressed: false })).toBeVisible();
    expect(screen.getByText("1 followers")).toBeVisible();
  });

  it("asks a signed-out person in, and does nothing yet", async () => {
    vi.mocked(useSession).mockReturnValue("signed-out");
    const calls = fakeApi({ "GET /profiles/ada": { body: ada(false) } });
    renderPage(<Page />);
    await userEvent.click(await screen.findByRole("button", { name: "Follow" }));
    expect(calls.map((call) => call.method)).toEqual(["GET"]);
    expect(sessionStorage.getItem("cruddur.intent")).toContain('"handle":"ada"');
  });

  it("does what was meant once the person is back", async () => {
    keepIntent({ kind: "follow", handle: "ada" });
    const calls = fakeApi({
      "GET /profiles/ada": { body: ada(false) },
      [FOLLOW]: { body: ada(true, 2) },
    });
    renderPage(<Page />);
    expect(await screen.findByRole("button", { name: "Following" })).toBeVisible();
    await waitFor(() => expect(calls.filter((call) => call.method === "PUT")).toHaveLength(1));
  });
});
