import { describe, expect, it } from "vitest";
import { accountRefusal, codeRefusal, isAlreadyConfirmed, isSignInOver, refusal } from "./refusals";

const thrown = (name: string, message = "") => Object.assign(new Error(message), { name });

describe("refusals of the sign-in service", () => {
  it.each([
    ["UsernameExistsException", "", "email", /already/],
    ["CodeMismatchException", "", "code", /not the code/],
    ["ExpiredCodeException", "", "code", /run out/],
    ["NotAuthorizedException", "Incorrect username or password.", "form", /do not go together/],
    ["NotAuthorizedException", "User is disabled.", "form", /closed/],
    ["NotAuthorizedException", "Password attempts exceeded", "form", /Wait/],
    ["UserNotFoundException", "", "form", /do not go together/],
    ["InvalidParameterException", "Invalid email address format.", "email", /email/],
    ["LimitExceededException", "", "form", /Wait/],
    ["NetworkError", "", "form", /connection/],
    ["SomethingNewException", "", "form", /do not know why/],
  ])("%s (%s) is said at %s", (name, message, field, words) => {
    const { field: where, text } = refusal(thrown(name, message));
    expect(where).toBe(field);
    expect(text).toMatch(words);
  });

  it("keeps the rule that a password has missed", () => {
    const said = refusal(
      thrown(
        "InvalidPasswordException",
        "Password did not conform with policy: Password must have numeric characters",
      ),
    );
    expect(said).toEqual({ field: "password", text: "The password must have numeric characters." });
  });

  it("tells nobody whether an email has an account", () => {
    expect(refusal(thrown("UserNotFoundException"))).toEqual(
      refusal(thrown("NotAuthorizedException", "Incorrect username or password.")),
    );
  });

  it("knows an account that was confirmed before", () => {
    const message = "User cannot be confirmed. Current status is CONFIRMED";
    expect(isAlreadyConfirmed(thrown("NotAuthorizedException", message))).toBe(true);
    expect(isAlreadyConfirmed(thrown("NotAuthorizedException", "User is disabled."))).toBe(false);
  });
});

describe("refusals of changes to one's own account", () => {
  it.each([
    ["NotAuthorizedException", "Incorrect username or password.", "before", /not your password/],
    ["InvalidParameterException", "Missing required parameter OldPassword", "before", /not your/],
    [
      "InvalidParameterException",
      "1 validation error detected: Value at 'previousPassword' failed to satisfy constraint",
      "before",
      /not your password/,
    ],
    ["InvalidPasswordException", "Password not long enough", "password", /too easy/],
    ["LimitExceededException", "Attempt limit exceeded", "form", /Wait/],
    ["AliasExistsException", "", "email", /already/],
    ["NotAuthorizedException", "Access Token has been revoked", "form", /signed out/],
    ["UserUnAuthenticatedException", "", "form", /signed out/],
    ["CodeMismatchException", "", "code", /newest email/],
  ])("%s (%s) is said at %s", (name, message, field, words) => {
    const { field: where, text } = accountRefusal(thrown(name, message));
    expect(where).toBe(field);
    expect(text).toMatch(words);
  });
});

describe("refusals of an app's code", () => {
  it.each([
    ["CodeMismatchException", "Invalid code received for user", /not the code your app/],
    ["EnableSoftwareTokenMFAException", "Code mismatch", /not the code your app/],
    ["ExpiredCodeException", "Your software token has already been used once.", /used already/],
  ])("%s is said at the code", (name, message, words) => {
    const { field, text } = codeRefusal(thrown(name, message));
    expect(field).toBe("code");
    expect(text).toMatch(words);
  });

  it("knows when one has to begin again", () => {
    const late = "Invalid session for the user, session is expired.";
    expect(isSignInOver(thrown("NotAuthorizedException", late))).toBe(true);
    expect(isSignInOver(thrown("SignInException"))).toBe(true);
    expect(isSignInOver(thrown("CodeMismatchException"))).toBe(false);
  });
});
