import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import * as account from "@/api/cognito-account";
import { beginSession } from "@/api/session";
import { fakeApi, renderPage } from "@/test-api";
import { ConfirmPage } from "./ConfirmPage";
import { pending, setPending } from "./pending";
import { SignInPage } from "./SignInPage";
import { SignUpPage } from "./SignUpPage";

vi.mock("@/api/cognito-account");
vi.mock("@/api/session", () => ({
  beginSession: vi.fn(),
  useEnded: vi.fn(() => null),
  accessToken: () => Promise.resolve(null),
}));

const refused = (name: string, message = "") => Object.assign(new Error(message), { name });
const type = (label: string, text: string) => userEvent.type(screen.getByLabelText(label), text);
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

const account_ = () => (
  <Routes>
    <Route path="/sign-in" element={<SignInPage />} />
    <Route path="/sign-up" element={<SignUpPage />} />
    <Route path="/confirm" element={<ConfirmPage />} />
    <Route path="/back" element={<p>Where I was</p>} />
  </Routes>
);

beforeEach(() => {
  vi.resetAllMocks();
  setPending(null);
});

describe("signing in", () => {
  it("comes back to where one was", async () => {
    vi.mocked(account.enter).mockResolvedValue("signed-in");
    renderPage(account_(), "/sign-in?next=%2Fback");
    await type("Email", "ada@example.com");
    await type("Password", "a good password");
    await press("Sign in");
    expect(await screen.findByText("Where I was")).toBeVisible();
    expect(beginSession).toHaveBeenCalledOnce();
  });

  it("says a refusal and stays signed out", async () => {
    vi.mocked(account.enter).mockRejectedValue(
      refused("NotAuthorizedException", "Incorrect username or password."),
    );
    renderPage(account_(), "/sign-in");
    await type("Email", "ada@example.com");
    await type("Password", "wrong");
    await press("Sign in");
    expect(await screen.findByRole("alert")).toHaveTextContent("do not go together");
    expect(beginSession).not.toHaveBeenCalled();
  });

  it("leads the unconfirmed to the code, sends a new one, and signs in after it", async () => {
    vi.mocked(account.enter)
      .mockResolvedValueOnce("unconfirmed")
      .mockResolvedValueOnce("signed-in");
    vi.mocked(account.resendCode).mockResolvedValue();
    vi.mocked(account.confirm).mockResolvedValue();
    renderPage(account_(), "/sign-in?next=%2Fback");
    await type("Email", "ada@example.com");
    await type("Password", "a good password");
    await press("Sign in");
    await userEvent.type(await screen.findByLabelText("Confirmation code"), "123456");
    expect(account.resendCode).toHaveBeenCalledWith("ada@example.com");
    await press("Confirm");
    expect(await screen.findByText("Where I was")).toBeVisible();
    expect(account.enter).toHaveBeenLastCalledWith("ada@example.com", "a good password");
  });
});

describe("confirming", () => {
  it("says a wrong code next to its field and keeps the account waiting", async () => {
    setPending({ email: "ada@example.com", password: "p" });
    vi.mocked(account.confirm).mockRejectedValue(refused("CodeMismatchException"));
    renderPage(account_(), "/confirm");
    await type("Confirmation code", "000000");
    await press("Confirm");
    expect(await screen.findByLabelText("Confirmation code")).toHaveAccessibleDescription(
      /not the code/,
    );
    expect(pending.get()?.email).toBe("ada@example.com");
  });

  it("offers no second code at once", () => {
    setPending({ email: "ada@example.com", password: "p" });
    renderPage(account_(), "/confirm");
    expect(screen.getByRole("button", { name: /new code in 30 s/ })).toBeDisabled();
  });
});

describe("signing up", () => {
  const taken = { handle: "ada", available: false, reason: "handle_taken", suggestions: ["ada_2"] };

  it("tells a taken handle before submitting, and takes a suggestion", async () => {
    fakeApi({
      "GET /handles/ada": { body: taken },
      "GET /handles/ada_2": {
        body: { handle: "ada_2", available: true, reason: null, suggestions: [] },
      },
    });
    renderPage(account_(), "/sign-up");
    await type("Handle", "Ada");
    await userEvent.click(await screen.findByRole("button", { name: "@ada_2" }));
    expect(screen.getByLabelText("Handle")).toHaveValue("ada_2");
    expect(await screen.findByText("@ada_2 is free.")).toBeVisible();
  });

  it("names the field that is missing, and asks Cognito nothing", async () => {
    fakeApi({});
    renderPage(account_(), "/sign-up");
    await type("Email", "nonsense");
    await press("Create account");
    expect(screen.getByLabelText("Email")).toHaveAccessibleDescription(/email address/);
    expect(account.register).not.toHaveBeenCalled();
  });
});
