import { useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { keepIntent } from "@/api/gate";
import { useSession } from "@/api/session";
import { fakeApi, renderPage } from "@/test-api";
import { aProfile } from "@/test-people";
import { followLabel, wished } from "./follow";
import { FollowButton } from "./FollowButton";
import { profileQuery } from "./people";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const followed = (followers = 2) =>
  aProfile("ada", {
    counts: { posts: 0, followers, following: 0 },
    viewer: { following: true },
  });
const hidden = (viewer: { following?: boolean; requested?: boolean } = {}) =>
  aProfile("ada", { is_private: true, counts: null, viewer: { may_see_posts: false, ...viewer } });

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

const SHOWN = "GET /profiles/ada";
const FOLLOW = "PUT /profiles/ada/follow";
const LEAVE = "DELETE /profiles/ada/follow";
const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

describe("the follow button", () => {
  beforeEach(() => vi.mocked(useSession).mockReturnValue("signed-in"));

  it("follows at once and counts it", async () => {
    fakeApi({ [SHOWN]: { body: aProfile("ada") }, [FOLLOW]: { body: followed() } });
    renderPage(<Page />);
    await press("Follow");
    expect(await screen.findByRole("button", { name: "Following", pressed: true })).toBeVisible();
    expect(screen.getByText("2 followers")).toBeVisible();
  });

  it("is put back when it is refused", async () => {
    const calls = fakeApi({ [SHOWN]: { body: aProfile("ada") }, [FOLLOW]: { status: 503 } });
    renderPage(<Page />);
    await press("Follow");
    await waitFor(() => expect(calls.at(-1)?.method).toBe("PUT"));
    expect(await screen.findByRole("button", { name: "Follow", pressed: false })).toBeVisible();
    expect(screen.getByText("1 followers")).toBeVisible();
  });

  it("asks a private person, and takes the request back", async () => {
    const calls = fakeApi({
      [SHOWN]: { body: hidden() },
      [FOLLOW]: { body: hidden({ requested: true }) },
      [LEAVE]: { body: hidden() },
    });
    renderPage(<Page />);
    await press("Ask to follow");
    await press("Requested");
    expect(await screen.findByRole("button", { name: "Ask to follow" })).toBeVisible();
    expect(calls.map((call) => call.method)).toEqual(["GET", "PUT", "DELETE"]);
  });

  it("makes sure before it leaves a private person, who would have to be asked again", async () => {
    const calls = fakeApi({
      [SHOWN]: { body: hidden({ following: true }) },
      [LEAVE]: { body: hidden() },
    });
    renderPage(<Page />);
    await press("Following");
    await press("Keep following");
    expect(calls.map((call) => call.method)).toEqual(["GET"]);
    await press("Following");
    await press("Stop following");
    expect(await screen.findByRole("button", { name: "Ask to follow" })).toBeVisible();
  });

  it("is not there for oneself, nor for whom one blocks", async () => {
    fakeApi({ [SHOWN]: { body: aProfile("ada", { viewer: { blocking: true } }) } });
    renderPage(<Page />);
    expect(await screen.findByText("1 followers")).toBeVisible();
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("asks a signed-out person in, and does nothing yet", async () => {
    vi.mocked(useSession).mockReturnValue("signed-out");
    const calls = fakeApi({ [SHOWN]: { body: aProfile("ada") } });
    renderPage(<Page />);
    await press("Follow");
    expect(calls.map((call) => call.method)).toEqual(["GET"]);
    expect(sessionStorage.getItem("cruddur.intent")).toContain('"handle":"ada"');
  });

  it("does what was meant once the person is back", async () => {
    keepIntent({ kind: "follow", handle: "ada" });
    const calls = fakeApi({ [SHOWN]: { body: aProfile("ada") }, [FOLLOW]: { body: followed() } });
    renderPage(<Page />);
    expect(await screen.findByRole("button", { name: "Following" })).toBeVisible();
    await waitFor(() => expect(calls.filter((call) => call.method === "PUT")).toHaveLength(1));
  });
});

describe("what following is called", () => {
  const label = (is_private: boolean, viewer: object) =>
    followLabel({ ...aProfile("ada", { is_private, viewer }) });

  it("depends on the person and on what one is to them", () => {
    expect(label(false, {})).toBe("Follow");
    expect(label(true, {})).toBe("Ask to follow");
    expect(label(true, { requested: true })).toBe("Requested");
    expect(label(true, { following: true })).toBe("Following");
  });

  it("is a request to a private person before it is more", () => {
    expect(wished(true, true)).toEqual({ following: false, requested: true });
    expect(wished(false, true)).toEqual({ following: true, requested: false });
    expect(wished(true, false)).toEqual({ following: false, requested: false });
  });
});
