import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { isSignedIn, leaveToo } from "@/api/session";
import { renderPage } from "@/test-api";
import { cognito, refused, tokens, type Asked, type Reply } from "@/test-cognito";
import { SignInPage } from "./SignInPage";

const passwordAsked: Reply = {
  ChallengeName: "PASSWORD_VERIFIER",
  ChallengeParameters: {
    SALT: "5d0e3a7c8ba6b7c1b2d5",
    SECRET_BLOCK: "c2VjcmV0IGJsb2Nr",
    SRP_B: "2a".repeat(64),
    USERNAME: "5a1c",
    USER_ID_FOR_SRP: "5a1c",
  },
};
const codeAsked: Reply = {
  ChallengeName: "SOFTWARE_TOKEN_MFA",
  ChallengeParameters: { FRIENDLY_DEVICE_NAME: "Phone" },
  Session: "session-of-twenty-letters",
};

const type = async (label: string, value: string) =>
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));

async function giveEmailAndPassword(answers: Reply[]): Promise<Asked[]> {
  const asked = cognito({ InitiateAuth: passwordAsked, RespondToAuthChallenge: answers });
  renderPage(
    <Routes>
      <Route path="/sign-in" element={<SignInPage />} />
      <Route path="/back" element={<p>Where I was</p>} />
    </Routes>,
    "/sign-in?next=%2Fback",
  );
  await type("Email", "ada@example.com");
  await type("Password", "a good password");
  await press("Sign in");
  await screen.findByRole("heading", { name: "Enter your code" });
  return asked;
}

beforeEach(() => vi.spyOn(console, "warn").mockReturnValue());

describe("signing in with a second factor", () => {
  it("asks for the code after the password, and comes back to where one was", async () => {
    const asked = await giveEmailAndPassword([
      codeAsked,
      refused("CodeMismatchException", "Invalid code received for user"),
      tokens(),
    ]);
    expect(isSignedIn()).toBe(false);
    expect(screen.getByLabelText("Code")).toHaveFocus();
    await type("Code", "000000");
    await press("Sign in");
    await waitFor(() =>
      expect(screen.getByLabelText("Code")).toHaveAccessibleDescription(/not the code your app/),
    );
    expect(screen.getByLabelText("Code")).toHaveValue("");
    await type("Code", "123456");
    await press("Sign in");
    expect(await screen.findByText("Where I was")).toBeVisible();
    expect(isSignedIn()).toBe(true);
    expect(asked.at(-1)?.body).toMatchObject({
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      Session: "session-of-twenty-letters",
      ChallengeResponses: { USERNAME: "5a1c", SOFTWARE_TOKEN_MFA_CODE: "123456" },
    });
    leaveToo();
  });

  it("goes back to the password when it took too long", async () => {
    await giveEmailAndPassword([
      codeAsked,
      refused("NotAuthorizedException", "Invalid session for the user, session is expired."),
    ]);
    await type("Code", "123456");
    await press("Sign in");
    expect(await screen.findByRole("alert")).toHaveTextContent(/took too long/);
    expect(screen.getByLabelText("Password")).toHaveValue("");
    expect(screen.getByLabelText("Email")).toHaveValue("ada@example.com");
    expect(isSignedIn()).toBe(false);
  });

  it("lets one start again", async () => {
    await giveEmailAndPassword([codeAsked]);
    await press("Start again");
    expect(screen.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });
});
