import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes, useLocation } from "react-router";
import { describe, expect, it, vi } from "vitest";
import { renderPage } from "@/test-api";
import { Setting } from "@/ui/Setting";
import { SettingsPage } from "./SettingsPage";

vi.mock("@/api/session", () => ({ leave: vi.fn() }));

const Where = () => <p data-testid="where">{useLocation().pathname + useLocation().hash}</p>;
const safety = (
  <Setting id="second" label="Second factor">
    <button type="button">Turn on</button>
  </Setting>
);

const open = () =>
  renderPage(
    <>
      <Routes>
        <Route path="/settings" element={<SettingsPage />}>
          <Route index element={<p>Nothing chosen</p>} />
          <Route path="safety" element={safety} />
        </Route>
      </Routes>
      <Where />
    </>,
    "/settings",
  );

describe("searching settings", () => {
  it("is one key away, and leads to the row, with the focus on its control", async () => {
    open();
    await userEvent.keyboard("/");
    expect(screen.getByLabelText("Search settings")).toHaveFocus();
    await userEvent.keyboard("2fa");
    expect(screen.getByText("1 found")).toBeInTheDocument();
    await userEvent.click(screen.getByRole("link", { name: /Second factor/ }));
    expect(screen.getByTestId("where")).toHaveTextContent("/settings/safety#second");
    expect(screen.getByRole("button", { name: "Turn on" })).toHaveFocus();
  });

  it("says when nothing is called that, and Esc brings the groups back", async () => {
    open();
    await userEvent.type(screen.getByLabelText("Search settings"), "xyzzy");
    expect(screen.getByRole("heading", { name: "Nothing called that" })).toBeVisible();
    expect(screen.queryByRole("navigation")).toBeNull();
    await userEvent.keyboard("{Escape}");
    expect(screen.getByRole("navigation", { name: "Groups of settings" })).toBeVisible();
    expect(screen.getByLabelText("Search settings")).toHaveFocus();
  });
});
