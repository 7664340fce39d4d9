import { describe, expect, it } from "vitest";
import { isAlreadyConfirmed, refusal } from "./refusals";

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
