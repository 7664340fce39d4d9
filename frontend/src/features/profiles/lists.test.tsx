import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { OwnList } from "@/api/types";
import { toasts } from "@/ui/toasts";
import { fakeApi, renderPage } from "@/test-api";
import { aPost } from "@/test-posts";
import { AddToListsDialog } from "./AddToListsDialog";
import { ListPage } from "./ListPage";
import { ListPeoplePage } from "./ListPeoplePage";
import { ListsPage } from "./ListsPage";

vi.mock("@/api/session", () => ({
  useSession: () => "signed-in",
  accessToken: () => Promise.resolve("token"),
  endSession: vi.fn(),
}));

const aList = (id: string, name: string, people = 0): OwnList => ({ id, name, people });
const anAuthor = (handle: string) => ({ handle, display_name: handle, avatar_url: null });
const items = <T,>(...items: T[]) => ({ body: { items, next: null } });
const sent = (calls: ReturnType<typeof fakeApi>) =>
  calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole("button", { name }));
const choose = async (menu: string, item: string) => {
  await press(menu);
  await userEvent.click(screen.getByRole("menuitem", { name: item }));
};
const undo = () => act(() => toasts.get().at(-1)?.action?.run());
/** Keeps requests of a kind on their way until it is called. */
function hold(method: string): () => void {
  const send = fetch;
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === method) await held;
    return send(request);
  });
  return () => answer();
}
const leavePage = () => act(() => void window.dispatchEvent(new Event("pagehide")));

const open = (path: string) =>
  renderPage(
    <Routes>
      <Route path="/lists" element={<ListsPage />} />
      <Route path="/lists/:id" element={<ListPage />} />
      <Route path="/lists/:id/people" element={<ListPeoplePage />} />
    </Routes>,
    path,
  );

beforeEach(() => {
  leavePage();
  toasts.set([]);
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLElement.prototype.showPopover = () => undefined;
});

const LISTS = "GET /me/lists";
const REMOVE = "DELETE /me/lists/1";

describe("one's lists", () => {
  it("are made by name, and lead to the new one", async () => {
    const calls = fakeApi({
      [LISTS]: items(),
      "POST /me/lists": { status: 201, body: aList("1", "Bakers") },
      "GET /me/lists/1": { body: aList("1", "Bakers") },
    });
    open("/lists");
    await press("Make a list");
    await userEvent.type(screen.getByLabelText("Name"), "  Bakers {Enter}");
    expect(await screen.findByRole("heading", { name: "Bakers" })).toBeVisible();
    expect(screen.getByText("Nobody is in this list yet")).toBeVisible();
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({ name: "Bakers" });
  });

  it("say at the field what is wrong with a name", async () => {
    const problem = { code: "list_exists", detail: "You have a list of that name." };
    const calls = fakeApi({
      [LISTS]: items(aList("1", "Bakers")),
      "PATCH /me/lists/1": { status: 409, body: problem },
    });
    open("/lists");
    await choose("More about Bakers", "Rename");
    const field = screen.getByLabelText("Name");
    await userEvent.type(field, "x".repeat(51));
    expect(field).toHaveAccessibleDescription("7 characters too many");
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    await userEvent.clear(field);
    await userEvent.type(field, "Cooks{Enter}");
    await waitFor(() => expect(field).toHaveAccessibleDescription(problem.detail));
    expect(sent(calls)).toEqual(["PATCH /me/lists/1"]);
  });

  it("go at once, and for good when one leaves the page", async () => {
    const calls = fakeApi({ [LISTS]: items(aList("1", "Bakers")), [REMOVE]: { status: 204 } });
    open("/lists");
    await choose("More about Bakers", "Delete");
    expect(screen.getByText("No lists yet")).toBeVisible();
    expect(sent(calls)).toEqual([]);
    leavePage();
    await waitFor(() => expect(sent(calls)).toEqual([REMOVE]));
  });

  it("are there again when the deletion is undone, which sends nothing", async () => {
    const calls = fakeApi({ [LISTS]: items(aList("1", "Bakers", 2)) });
    open("/lists");
    await choose("More about Bakers", "Delete");
    undo();
    leavePage();
    expect(screen.getByRole("link", { name: /Bakers/ })).toHaveTextContent("2 people");
    expect(sent(calls)).toEqual([]);
  });

  it("are there again when the deletion is refused", async () => {
    fakeApi({ [LISTS]: items(aList("1", "Bakers")), [REMOVE]: { status: 503 } });
    open("/lists");
    await choose("More about Bakers", "Delete");
    leavePage();
    expect(await screen.findByRole("link", { name: /Bakers/ })).toBeVisible();
    expect(toasts.get().at(-1)?.text).toMatch(/^“Bakers” was not deleted\./);
  });

  it("give their name away as soon as they are deleted", async () => {
    const calls = fakeApi({
      [LISTS]: [items(aList("1", "Bakers")), items()],
      [REMOVE]: { status: 204 },
      "POST /me/lists": { status: 201, body: aList("2", "bakers") },
      "GET /me/lists/2": { body: aList("2", "bakers") },
    });
    open("/lists");
    await choose("More about Bakers", "Delete");
    await press("Make a list");
    await userEvent.type(screen.getByLabelText("Name"), "bakers{Enter}");
    await waitFor(() => expect(sent(calls)).toEqual([REMOVE, "POST /me/lists"]));
    expect(toasts.get()).toEqual([]);
  });
});

describe("a list", () => {
  const LIST = "GET /me/lists/1";
  const FEED = "GET /feeds/lists/1";
  const gone = { status: 404, body: { code: "list_not_found", detail: "No such list." } };

  it("shows what its people post", async () => {
    fakeApi({ [LIST]: { body: aList("1", "Bakers", 1) }, [FEED]: items(aPost("7")) });
    open("/lists/1");
    expect(await screen.findByText("crud 7")).toBeVisible();
    expect(screen.getByText("1 person")).toBeVisible();
  });

  it("with people who have posted nothing says so", async () => {
    fakeApi({ [LIST]: { body: aList("1", "Bakers", 2) }, [FEED]: items() });
    open("/lists/1");
    expect(await screen.findByText(/What the 2 people in it post shows here/)).toBeVisible();
  });

  it("that is gone leads back to the others, also when only its feed has noticed", async () => {
    fakeApi({ [LIST]: { body: aList("1", "Bakers", 2) }, [FEED]: gone });
    open("/lists/1");
    expect(await screen.findByRole("heading", { name: "This list is gone" })).toBeVisible();
    expect(screen.getByRole("link", { name: "Your lists" })).toHaveAttribute("href", "/lists");
  });
});

describe("who is in a list", () => {
  const PEOPLE = "GET /me/lists/1/people";
  const list = { "GET /me/lists/1": { body: aList("1", "Bakers", 2) } };
  const put = (handle: string) => `PUT /me/lists/1/people/${handle}`;
  const take = (handle: string) => `DELETE /me/lists/1/people/${handle}`;

  it("goes at once, and comes back", async () => {
    const calls = fakeApi({
      ...list,
      [PEOPLE]: [items(anAuthor("ada"), anAuthor("ben")), items(anAuthor("ben")), "unreachable"],
      [take("ada")]: { body: aList("1", "Bakers", 1) },
      [put("ada")]: { body: aList("1", "Bakers", 2) },
    });
    open("/lists/1/people");
    await press("Remove @ada from the list");
    await waitFor(() => expect(screen.queryByText("@ada")).toBeNull());
    expect(screen.getByText("@ben")).toBeVisible();
    await waitFor(() => expect(toasts.get()).toHaveLength(1));
    undo();
    expect(await screen.findByText("@ada")).toBeVisible();
    await waitFor(() => expect(sent(calls)).toEqual([take("ada"), put("ada")]));
  });

  it("is there again when it is refused", async () => {
    fakeApi({ ...list, [PEOPLE]: items(anAuthor("ada")), [take("ada")]: { status: 503 } });
    open("/lists/1/people");
    await press("Remove @ada from the list");
    await waitFor(() => expect(toasts.get().at(-1)?.text).toMatch(/^Still in the list\./));
    expect(await screen.findByText("@ada")).toBeVisible();
  });

  it("is found by the beginning of a name, and added", async () => {
    const calls = fakeApi({
      ...list,
      [PEOPLE]: [items(anAuthor("ada")), items(anAuthor("adam"), anAuthor("ada"))],
      "GET /people": items(anAuthor("ada"), anAuthor("adam")),
      [put("adam")]: { body: aList("1", "Bakers", 2) },
    });
    open("/lists/1/people");
    await userEvent.type(await screen.findByLabelText("Add people"), "@ad");
    await press("Add @adam");
    expect(await screen.findByRole("button", { name: "Added @adam", pressed: true })).toBeVisible();
    expect(screen.getByRole("button", { name: "Added @ada" })).toBeVisible();
    await waitFor(() => expect(sent(calls)).toEqual([put("adam")]));
    expect(calls.find(({ path }) => path === "/people")?.search).toBe("?q=ad");
  });

  it("says when there is no room for more", async () => {
    const problem = { code: "too_many_in_list", detail: "There is room for 100 people." };
    fakeApi({
      ...list,
      [PEOPLE]: items(),
      "GET /people": items(anAuthor("ben")),
      [put("ben")]: { status: 400, body: problem },
    });
    open("/lists/1/people");
    await userEvent.type(await screen.findByLabelText("Add people"), "b");
    await press("Add @ben");
    expect(await screen.findByRole("alert")).toHaveTextContent(problem.detail);
    expect(screen.getByRole("button", { name: "Add @ben", pressed: false })).toBeVisible();
  });
});

describe("the lists that somebody is in", () => {
  const WITH = "GET /profiles/ben/lists";
  const PUT = "PUT /me/lists/1/people/ben";
  const TAKE = "DELETE /me/lists/1/people/ben";
  const listed = (contains: boolean) => items({ ...aList("1", "Bakers", 3), contains });
  const dialog = () => renderPage(<AddToListsDialog person={anAuthor("ben")} onClose={vi.fn()} />);
  const box = () => screen.findByRole("checkbox", { name: /Bakers/ });

  it("change at once", async () => {
    const calls = fakeApi({ [WITH]: [listed(false), listed(true)], [PUT]: { body: {} } });
    dialog();
    await userEvent.click(await box());
    expect(await box()).toBeChecked();
    await waitFor(() => expect(sent(calls)).toEqual([PUT]));
    expect(await box()).toBeChecked();
  });

  it("are as before where it is refused, and why is said", async () => {
    const problem = { code: "too_many_in_list", detail: "There is room for 100 people." };
    fakeApi({ [WITH]: listed(false), [PUT]: { status: 400, body: problem } });
    dialog();
    await userEvent.click(await box());
    expect(await screen.findByRole("alert")).toHaveTextContent(problem.detail);
    expect(await box()).not.toBeChecked();
  });

  it("are as was wished last, however fast one changes one's mind", async () => {
    const calls = fakeApi({
      [WITH]: [listed(false), listed(false)],
      [PUT]: { body: {} },
      [TAKE]: { body: {} },
    });
    const answer = hold("PUT");
    dialog();
    const check = await box();
    await userEvent.click(check);
    await userEvent.click(check);
    expect(sent(calls)).toEqual([]);
    answer();
    await waitFor(() => expect(sent(calls)).toEqual([PUT, TAKE]));
    expect(await box()).not.toBeChecked();
  });

  it("can be new, with the person in it", async () => {
    const calls = fakeApi({
      [WITH]: [items(), listed(false), listed(true)],
      "POST /me/lists": { status: 201, body: aList("1", "Bakers") },
      [PUT]: { body: aList("1", "Bakers", 1) },
    });
    dialog();
    expect(await screen.findByText(/You have no lists yet/)).toBeVisible();
    await press("New list");
    await userEvent.type(screen.getByLabelText("Name"), "Bakers{Enter}");
    await waitFor(() => expect(sent(calls)).toEqual(["POST /me/lists", PUT]));
    expect(await box()).toBeChecked();
    expect(screen.getByRole("button", { name: "New list" })).toHaveFocus();
  });
});
