import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { fakeApi, renderPage } from "@/test-api";
import { aPerson } from "@/test-people";
import { PersonPicker } from "./PersonPicker";
import { pickable, type Picked } from "./picking";

const person = (handle: string): Picked => ({ handle, display_name: handle, avatar_url: null });

function Page({ most = 3 }: { most?: number }) {
  const [picked, setPicked] = useState<Picked[]>([]);
  return (
    <PersonPicker
      label="To"
      picked={picked}
      onChange={setPicked}
      most={most}
      left={new Set(["ada"])}
    />
  );
}

const found = { body: { items: ["ada", "ben", "bea"].map((one) => aPerson(one)), next: null } };
const field = () => screen.getByRole("combobox", { name: "To" });
const options = () => screen.queryAllByRole("option").map((one) => one.textContent);
const chips = () =>
  screen.queryAllByRole("button", { name: /^Remove/ }).map((one) => one.getAttribute("aria-label"));

describe("picking people", () => {
  it("offers neither who is there already nor who has no handle", () => {
    const people = [person("ada"), person("ben"), { ...person("x"), handle: null }, person("cy")];
    const left = pickable(people, [person("cy")], new Set(["ada"]));
    expect(left.map((one) => one.handle)).toEqual(["ben"]);
  });

  it("works by keys alone: arrows, Enter, and Backspace to take the last one back", async () => {
    fakeApi({ "GET /people": found });
    renderPage(<Page />);
    await userEvent.type(field(), "b");
    await waitFor(() => expect(options()).toHaveLength(2));
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(chips()).toEqual(["Remove @bea"]);
    expect(field()).toHaveValue("");
    await userEvent.type(field(), "b");
    await waitFor(() => expect(options()).toHaveLength(1));
    await userEvent.keyboard("{Enter}");
    expect(chips()).toEqual(["Remove @bea", "Remove @ben"]);
    await userEvent.keyboard("{Backspace}");
    expect(chips()).toEqual(["Remove @bea"]);
  });

  it("says when nobody is found, and when there is no more room", async () => {
    fakeApi({ "GET /people": [{ body: { items: [], next: null } }, found] });
    renderPage(<Page most={1} />);
    await userEvent.type(field(), "zz");
    expect(await screen.findByText(/Nobody found/)).toBeVisible();
    await userEvent.clear(field());
    await userEvent.type(field(), "b");
    await userEvent.click(await screen.findByRole("option", { name: /@ben/ }));
    expect(await screen.findByText(/as many as there is room/)).toBeVisible();
  });
});
