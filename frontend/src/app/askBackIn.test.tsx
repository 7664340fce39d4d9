import { act, screen, waitFor } from "@testing-library/react";
import { Route, Routes, useLocation } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { beginSession, isSignedIn, leave, leaveToo, watchOtherTabs } from "@/api/session";
import { SignInPage } from "@/features/auth/SignInPage";
import { renderPage } from "@/test-api";
import { cognito, keepTokens } from "@/test-cognito";
import { useAskBackIn } from "./useAskBackIn";

function Page() {
  useAskBackIn();
  return <p>Reading</p>;
}

const Where = () => <p data-testid="where">{useLocation().pathname + useLocation().search}</p>;
const where = () => screen.getByTestId("where").textContent;
const remembered = () => Object.keys(localStorage).some((key) => key.endsWith(".LastAuthUser"));

function open(): void {
  renderPage(
    <>
      <Routes>
        <Route path="/sign-in" element={<SignInPage />} />
        <Route path="*" element={<Page />} />
      </Routes>
      <Where />
    </>,
    "/@ada?tab=media",
  );
}

describe("a session that ends elsewhere", () => {
  beforeEach(() => {
    vi.spyOn(console, "warn").mockReturnValue();
    keepTokens();
    cognito({ RevokeToken: {} });
    beginSession();
  });

  it("asks in, says why, comes back to the same page, and leaves nothing on the device", async () => {
    open();
    act(leaveToo);
    expect(isSignedIn()).toBe(false);
    expect(await screen.findByText(/signed out everywhere/)).toBeVisible();
    expect(where()).toBe("/sign-in?next=%2F%40ada%3Ftab%3Dmedia");
    await waitFor(() => expect(remembered()).toBe(false));
  });

  it("ends so in the other tabs too", async () => {
    watchOtherTabs();
    open();
    localStorage.clear();
    localStorage.setItem("cruddur.ended", '"everywhere"');
    act(() => {
      window.dispatchEvent(new StorageEvent("storage", { key: "x.LastAuthUser" }));
    });
    expect(await screen.findByText(/signed out everywhere/)).toBeVisible();
  });

  it("is another matter than signing out by hand", async () => {
    open();
    await act(leave);
    expect(isSignedIn()).toBe(false);
    expect(screen.getByText("Reading")).toBeVisible();
    expect(localStorage.getItem("cruddur.ended")).toBeNull();
  });
});
