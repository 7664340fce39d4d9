import { useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { meQuery } from "@/api/me";
import type { Me } from "@/api/types";
import { renderPage } from "@/test-api";
import { SwitchSetting } from "@/ui/Setting";
import { sayings, useSetting, wishes } from "./saving";

vi.mock("@/api/session", () => ({ accessToken: () => Promise.resolve("token") }));

const me = { handle: "ada", indexable: true, expand_warnings: false } as Me;

type Answer = (response: Response | Promise<never>) => void;

/** Holds `/me`; each PATCH waits until the test lets it through, or refuses it. */
function server() {
  const held: Record<string, unknown> = { ...me };
  const asked: unknown[] = [];
  const waiting: { body: object; answer: Answer }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    if (request.method === "GET") return Response.json(held);
    const body = JSON.parse(await request.text()) as object;
    asked.push(body);
    return new Promise<Response>((answer) => waiting.push({ body, answer }));
  });
  const next = () =>
    waitFor(() => {
      const one = waiting.shift();
      if (!one) throw new Error("Nothing was asked");
      return one;
    });
  return {
    held,
    asked,
    accept: async () => {
      const { body, answer } = await next();
      answer(Response.json(Object.assign(held, body)));
    },
    refuse: async () => {
      const { answer } = await next();
      answer(Response.json({ code: "invalid", detail: "Not today." }, { status: 400 }));
    },
    drop: async () => {
      const { answer } = await next();
      answer(Promise.reject(new TypeError("Failed to fetch")));
    },
  };
}

function Page() {
  const { data } = useQuery(meQuery);
  return data ? <Switches me={data} /> : null;
}

function Switches({ me: mine }: { me: Me }) {
  const indexable = useSetting(mine, "indexable");
  const warnings = useSetting(mine, "expand_warnings");
  return (
    <>
      <SwitchSetting
        id="indexable"
        label="Listed"
        on={indexable.value}
        saving={indexable.saving}
        onChange={indexable.set}
      />
      <SwitchSetting
        id="warnings"
        label="Warnings"
        on={warnings.value}
        saving={warnings.saving}
        onChange={warnings.set}
      />
    </>
  );
}

const listed = () => screen.findByRole("switch", { name: "Listed" });
const says = (text: string) =>
  waitFor(() =>
    expect(screen.getAllByRole("status").map(({ textContent }) => textContent.trim())).toContain(
      text,
    ),
  );

describe("a switch that saves itself", () => {
  beforeEach(() => {
    wishes.set({});
    sayings.set({});
  });

  it("turns at once, and says when it is saved", async () => {
    const api = server();
    renderPage(<Page />);
    await userEvent.click(await listed());
    expect(await listed()).not.toBeChecked();
    expect(screen.queryByText("Saved")).toBeNull();
    await api.accept();
    await says("Saved");
    expect(await listed()).not.toBeChecked();
    expect(api.held.indexable).toBe(false);
  });

  it("pressed again while it is saved, ends as it was left", async () => {
    const api = server();
    renderPage(<Page />);
    for (let press = 0; press < 4; press += 1) await userEvent.click(await listed());
    await api.accept();
    await api.accept();
    await says("Saved");
    expect(api.asked).toEqual([{ indexable: false }, { indexable: true }]);
    expect(await listed()).toBeChecked();
  });

  it("is put back with the reason when it is refused", async () => {
    const api = server();
    renderPage(<Page />);
    await userEvent.click(await listed());
    await api.refuse();
    await says("Not saved. Not today.");
    expect(await listed()).toBeChecked();
    expect(screen.queryByText("Saved")).toBeNull();
  });

  it("says so when one is offline", async () => {
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    const api = server();
    renderPage(<Page />);
    await userEvent.click(await listed());
    await api.drop();
    await says("Not saved. You are offline. It will work again when the connection is back.");
    expect(await listed()).toBeChecked();
  });

  it("sends the last wish also where the first was refused", async () => {
    const api = server();
    renderPage(<Page />);
    await userEvent.click(await listed());
    await userEvent.click(await listed());
    await api.refuse();
    await api.accept();
    await says("Saved");
    expect(api.asked).toEqual([{ indexable: false }, { indexable: true }]);
    expect(screen.queryByText(/Not saved/)).toBeNull();
  });

  it("waits for its turn, and is not put back by the answer to another", async () => {
    const api = server();
    renderPage(<Page />);
    await userEvent.click(await listed());
    await userEvent.click(await screen.findByRole("switch", { name: "Warnings" }));
    expect(api.asked).toEqual([{ indexable: false }]);
    await api.accept();
    await waitFor(() => expect(api.asked).toHaveLength(2));
    expect(screen.getByRole("switch", { name: "Warnings" })).toBeChecked();
    await api.accept();
    await waitFor(() => expect(api.held.expand_warnings).toBe(true));
    expect(api.held.indexable).toBe(false);
  });
});
