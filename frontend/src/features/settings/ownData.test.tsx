import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { Export, FollowImport } from "@/api/types";
import { fakeApi, renderPage } from "@/test-api";
import { countPeople } from "./csv";
import { DataPage } from "./DataPage";
import { LeavePage } from "./LeavePage";
import { sizeInWords } from "./sizes";

vi.mock("@/api/session", () => ({
  useSession: () => "signed-in",
  accessToken: () => Promise.resolve("token"),
}));

const nothing: Export = {
  state: "none",
  done: 0,
  total: 0,
  size: null,
  created_at: null,
  expires_at: null,
  url: null,
};
const noImport: FollowImport = {
  state: "none",
  done: 0,
  total: 0,
  followed: 0,
  requested: 0,
  already: 0,
  missing: [],
  created_at: null,
};
const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

describe("taking one's data out", () => {
  const states = (first: Export, ...rest: Export[]) => ({
    "GET /me/export": [first, ...rest].map((body) => ({ body })),
    "GET /me/import": { body: noImport },
  });

  it("shows how far the file is", async () => {
    fakeApi({
      ...states(nothing),
      "POST /me/export": {
        status: 202,
        body: { ...nothing, state: "running", done: 3, total: 12 },
      },
    });
    renderPage(<DataPage />);
    await press("Make the file");
    expect(await screen.findByRole("progressbar")).toHaveAttribute("aria-valuenow", "3");
    expect(screen.getByText("3 of 12")).toBeVisible();
  });

  it("links to the file when it is there, with its size", async () => {
    fakeApi(
      states({
        ...nothing,
        state: "ready",
        size: 12_345_678,
        created_at: "2026-11-20T17:20:00Z",
        expires_at: "2026-11-27T17:20:00Z",
        url: "/file.zip",
      }),
    );
    renderPage(<DataPage />);
    const link = await screen.findByRole("link", { name: /Download/ });
    expect(link).toHaveAttribute("href", "/file.zip");
    expect(link).toHaveTextContent("12.3 MB");
  });

  it("says why there is no new one, and offers another try after a failure", async () => {
    const detail = "You made one less than an hour ago.";
    fakeApi({
      ...states({ ...nothing, state: "failed" }),
      "POST /me/export": { status: 409, body: { code: "export_recent", detail } },
    });
    renderPage(<DataPage />);
    await press("Try again");
    expect(await screen.findByRole("alert")).toHaveTextContent(detail);
  });

  it.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1_500, "1.5 kB"],
    [250_000_000, "250 MB"],
  ])("%i is %s", (bytes, words) => expect(sizeInWords(bytes)).toBe(words));
});

describe("bringing follows in", () => {
  const choose = async (text: string, name = "follows.csv") =>
    fireEvent.change(await screen.findByLabelText(/Choose a CSV file/), {
      target: { files: [new File([text], name, { type: "text/csv" })] },
    });

  it("counts people, each once, and not the names of columns", () => {
    expect(countPeople("Account address,Show boosts\nada@a.example,true\n@Ada@a.example\n")).toBe(
      1,
    );
    expect(countPeople("\uFEFFada\r\nbob\r\n\r\n")).toBe(2);
    expect(countPeople("\n \n")).toBe(0);
  });

  it("sends what was chosen only when that is meant, and shows who was not found", async () => {
    const calls = fakeApi({
      "GET /me/export": { body: nothing },
      "GET /me/import": { body: noImport },
      "POST /me/import": {
        status: 202,
        body: { ...noImport, state: "done", total: 2, followed: 1, missing: ["b@b.example"] },
      },
    });
    renderPage(<DataPage />);
    await choose("ada\nb@b.example\n");
    expect(await screen.findByText(/names 2 people/)).toBeVisible();
    expect(calls.map(({ method }) => method)).not.toContain("POST");
    await press("Follow them");
    expect(await screen.findByText("1 person followed")).toBeVisible();
    expect(screen.getByRole("list", { name: "Not found here" })).toHaveTextContent("b@b.example");
    expect(calls.at(-1)?.body).toBe("ada\nb@b.example\n");
  });

  it("refuses a file that names nobody, or is too large, by itself", async () => {
    fakeApi({ "GET /me/export": { body: nothing }, "GET /me/import": { body: noImport } });
    renderPage(<DataPage />);
    await choose("\n");
    expect(await screen.findByText(/nobody in that file/)).toBeVisible();
    await choose("x".repeat(1_000_001));
    expect(await screen.findByText(/larger than 1 MB/)).toBeVisible();
  });
});

describe("asking to leave", () => {
  const me = { handle: "ada", display_name: "Ada", leaves_at: null };

  it("needs the handle", async () => {
    const calls = fakeApi({
      "GET /me": { body: me },
      "DELETE /me": { status: 202, body: { ...me, leaves_at: "2026-11-27T17:30:00Z" } },
    });
    const { client } = renderPage(<LeavePage />);
    const field = await screen.findByLabelText(/Type your handle/);
    const button = screen.getByRole("button", { name: "Delete my account" });
    expect(button).toBeDisabled();
    await userEvent.type(field, "@bob");
    expect(button).toBeDisabled();
    await userEvent.clear(field);
    await userEvent.type(field, "@Ada");
    await userEvent.click(button);
    await waitFor(() =>
      expect(client.getQueryData(["me"])).toMatchObject({ leaves_at: "2026-11-27T17:30:00Z" }),
    );
    expect(calls.find(({ method }) => method === "DELETE")?.body).toEqual({ handle: "ada" });
  });
});
