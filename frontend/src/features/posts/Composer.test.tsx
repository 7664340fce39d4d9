import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useSession } from "@/api/session";
import { fakeApi, renderPage } from "@/test-api";
import { aPost } from "@/test-posts";
import { Composer } from "./Composer";
import { emptyWriting, main } from "./draft";

vi.mock("@/api/session", () => ({
  useSession: vi.fn(),
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const me = { handle: "ada", display_name: "Ada", avatar_url: null };
const box = () => screen.getByRole("textbox", { name: "What is on your mind" });
const postButton = () => screen.getByRole("button", { name: "Post" });
const posted = (calls: ReturnType<typeof fakeApi>) =>
  calls.filter((call) => call.path === "/posts");

describe("the composer", () => {
  beforeEach(() => {
    vi.mocked(useSession).mockReturnValue("signed-in");
    main.writing.set(emptyWriting());
  });

  it("sends the words and the chosen fuse with Ctrl and Enter, and is empty at once", async () => {
    const calls = fakeApi({
      "GET /me": { body: me },
      "POST /posts": { status: 201, body: aPost("1", { author: me }) },
    });
    renderPage(<Composer composing={main} />);
    await userEvent.type(box(), "  hello  ");
    await userEvent.click(screen.getByRole("radio", { name: "3 hours" }));
    await userEvent.type(box(), "{Control>}{Enter}{/Control}");
    expect(box()).toHaveValue("");
    await waitFor(() =>
      expect(posted(calls).map((call) => call.body)).toEqual([
        { text: "hello", expires_in: 10_800 },
      ]),
    );
  });

  it("starts from what the person has set for all they write", async () => {
    const set = { default_visibility: "followers", default_reply_policy: "mentioned" };
    const calls = fakeApi({
      "GET /me": { body: { ...me, ...set, default_expires_in: null } },
      "POST /posts": { status: 201, body: aPost("1", { author: me }) },
    });
    const { client } = renderPage(<Composer composing={main} />);
    await waitFor(() => expect(client.getQueryData(["me"])).toBeDefined());
    await userEvent.type(box(), "hello");
    await userEvent.click(postButton());
    await waitFor(() => expect(posted(calls)).toHaveLength(1));
    expect(posted(calls)[0]?.body).toEqual({
      text: "hello",
      expires_in: null,
      visibility: "followers",
      reply_policy: "mentioned",
    });
  });

  it("counts as a reader does: 500 families fit, one more does not", () => {
    fakeApi({ "GET /me": { body: me } });
    renderPage(<Composer composing={main} />);
    fireEvent.change(box(), { target: { value: "👨‍👩‍👧‍👦".repeat(500) } });
    expect(postButton()).toBeEnabled();
    fireEvent.change(box(), { target: { value: "👨‍👩‍👧‍👦".repeat(501) } });
    expect(postButton()).toBeDisabled();
    expect(screen.getByText("1 too many")).toBeVisible();
  });

  it("posts nothing that is only space", async () => {
    const calls = fakeApi({ "GET /me": { body: me } });
    renderPage(<Composer composing={main} />);
    await userEvent.type(box(), "   {Control>}{Enter}{/Control}");
    expect(postButton()).toBeDisabled();
    expect(posted(calls)).toEqual([]);
  });

  it("gives the text back with the reason when it is refused", async () => {
    fakeApi({
      "GET /me": { body: me },
      "POST /posts": { status: 429, body: { code: "slow", detail: "Wait a minute." } },
    });
    renderPage(<Composer composing={main} />);
    await userEvent.type(box(), "hello");
    await userEvent.click(postButton());
    expect(await screen.findByRole("alert")).toHaveTextContent("Wait a minute.");
    expect(box()).toHaveValue("hello");
  });

  it("asks a signed-out person to sign in, and keeps the words", async () => {
    vi.mocked(useSession).mockReturnValue("signed-out");
    const calls = fakeApi({});
    renderPage(<Composer composing={main} />);
    await userEvent.type(box(), "hello");
    await userEvent.click(postButton());
    expect(posted(calls)).toEqual([]);
    expect(localStorage.getItem("cruddur.writing")).toContain('"text":"hello"');
    expect(sessionStorage.getItem("cruddur.intent")).toContain("compose");
  });
});
