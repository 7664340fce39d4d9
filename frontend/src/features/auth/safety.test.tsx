import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { renderPage } from "@/test-api";
import { cognito, keepTokens, refused, type Reply } from "@/test-cognito";
import { inFours, otpauthUri } from "./safety";
import { SafetyPage } from "./SafetyPage";

const words = (id: string) => ({ id, label: id, about: "" });
const page = (
  <SafetyPage
    title="Safety"
    words={{
      password: words("password"),
      email: words("email"),
      second: words("second"),
      everywhere: words("everywhere"),
    }}
  />
);

const user = (more: object = {}): Reply => ({
  Username: "ada",
  UserAttributes: [
    { Name: "sub", Value: "5a1c" },
    { Name: "email", Value: "ada@example.com" },
  ],
  ...more,
});

const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));
const type = async (label: string, value: string) =>
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
const toldAt = async (label: string, text: RegExp) =>
  waitFor(() => expect(screen.getByLabelText(label)).toHaveAccessibleDescription(text));

beforeEach(keepTokens);

describe("the second factor", () => {
  const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  const code = "Code that the app shows now";

  it("is turned on with a code from the app, and asked for from then on", async () => {
    const asked = cognito({
      GetUser: user(),
      AssociateSoftwareToken: { SecretCode: SECRET },
      VerifySoftwareToken: [
        refused("EnableSoftwareTokenMFAException", "Code mismatch"),
        { Status: "SUCCESS" },
      ],
      SetUserMFAPreference: {},
    });
    renderPage(page);
    await press("Turn on");
    expect(await screen.findByText(inFours(SECRET))).toBeVisible();
    await type(code, "000000");
    await press("Turn on");
    await toldAt(code, /not the code your app shows/);
    expect(asked.map(({ action }) => action)).not.toContain("SetUserMFAPreference");
    await type(code, "123456");
    await press("Turn on");
    expect(await screen.findByText(/It is on/)).toBeVisible();
    expect(asked.map(({ action }) => action)).toEqual([
      "AssociateSoftwareToken",
      "VerifySoftwareToken",
      "VerifySoftwareToken",
      "SetUserMFAPreference",
    ]);
    expect(asked.at(-2)?.body).toMatchObject({ UserCode: "123456" });
    expect(asked.at(-1)?.body).toMatchObject({
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    });
  });

  it("asks Cognito nothing for what cannot be a code", async () => {
    const asked = cognito({ GetUser: user(), AssociateSoftwareToken: { SecretCode: SECRET } });
    renderPage(page);
    await press("Turn on");
    await type(code, "12a45");
    await press("Turn on");
    await toldAt(code, /six digits/);
    expect(asked).toHaveLength(1);
  });

  it("is turned off when that is meant", async () => {
    const asked = cognito({
      GetUser: user({ UserMFASettingList: ["SOFTWARE_TOKEN_MFA"] }),
      SetUserMFAPreference: {},
    });
    renderPage(page);
    await press("Turn off");
    await press("Keep it");
    expect(asked).toEqual([]);
    await press("Turn off");
    await press("Turn it off");
    expect(await screen.findByText("It is off.")).toBeVisible();
    expect(asked.at(-1)?.body).toMatchObject({ SoftwareTokenMfaSettings: { Enabled: false } });
  });

  it("makes an address that apps read", () => {
    expect(otpauthUri("ABCD", "a+b@example.com")).toBe(
      "otpauth://totp/Cruddur%3Aa%2Bb%40example.com?secret=ABCD&issuer=Cruddur",
    );
    expect(inFours("ABCDEFGHIJ")).toBe("ABCD EFGH IJ");
  });
});

describe("the password", () => {
  it("is changed with the one before; what is wrong is said at its field", async () => {
    const asked = cognito({
      GetUser: user(),
      ChangePassword: [
        refused("NotAuthorizedException", "Incorrect username or password."),
        refused(
          "InvalidPasswordException",
          "Password did not conform with policy: Password not long enough",
        ),
        {},
      ],
    });
    renderPage(page);
    await press("Change password");
    await type("Password now", "not this");
    await type("New password", "a longer one");
    await press("Change password");
    await toldAt("Password now", /not your password now/);
    await press("Change password");
    await toldAt("New password", /not long enough/);
    await type("Password now", "this one");
    await press("Change password");
    await waitFor(() => expect(screen.queryByLabelText("Password now")).toBeNull());
    expect(asked.at(-1)?.body).toMatchObject({
      PreviousPassword: "this one",
      ProposedPassword: "a longer one",
    });
  });
});

describe("the email", () => {
  const delivered = {
    CodeDeliveryDetailsList: [
      { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "n***@e***" },
    ],
  };

  it("stays until the code is given that was sent to the new one", async () => {
    const asked = cognito({
      GetUser: user(),
      UpdateUserAttributes: delivered,
      VerifyUserAttribute: [
        refused("CodeMismatchException", "Invalid verification code provided."),
        {},
      ],
    });
    renderPage(page);
    await press("Change email");
    await type("New email", "new@example.com");
    await press("Send code");
    await type("Confirmation code", "000000");
    expect(screen.getByText("ada@example.com")).toBeVisible();
    await press("Confirm");
    await toldAt("Confirmation code", /not the code/);
    await type("Confirmation code", "123456");
    await press("Confirm");
    expect(await screen.findByText("new@example.com")).toBeVisible();
    expect(screen.queryByText("ada@example.com")).toBeNull();
    expect(asked.at(-1)).toMatchObject({
      action: "VerifyUserAttribute",
      body: { AttributeName: "email", Code: "123456" },
    });
  });

  it("of another account is refused at its field", async () => {
    cognito({
      GetUser: user(),
      UpdateUserAttributes: refused("AliasExistsException", "An account with the email exists."),
    });
    renderPage(page);
    await press("Change email");
    await type("New email", "taken@example.com");
    await press("Send code");
    await toldAt("New email", /already/);
  });

  it("is changed at once by a pool that sends no code", async () => {
    cognito({ GetUser: user(), UpdateUserAttributes: { CodeDeliveryDetailsList: [] } });
    renderPage(page);
    await press("Change email");
    await type("New email", "new@example.com");
    await press("Send code");
    expect(await screen.findByText("new@example.com")).toBeVisible();
    expect(screen.queryByLabelText("Confirmation code")).toBeNull();
  });
});
