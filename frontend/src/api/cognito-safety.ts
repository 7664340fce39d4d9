import {
  confirmUserAttribute,
  fetchMFAPreference,
  fetchUserAttributes,
  setUpTOTP,
  updateMFAPreference,
  updatePassword,
  updateUserAttributes,
  verifyTOTPSetup,
} from "aws-amplify/auth";
import { prepareCognito } from "./session";

/* What a signed-in person changes about signing in: the browser asks Cognito for it directly. */

export interface Safety {
  email: string;
  secondFactor: boolean;
}

export async function readSafety(): Promise<Safety> {
  await prepareCognito();
  const [attributes, factors] = await Promise.all([fetchUserAttributes(), fetchMFAPreference()]);
  return {
    email: attributes.email ?? "",
    secondFactor: factors.enabled?.includes("TOTP") ?? false,
  };
}

export async function changePassword(before: string, after: string): Promise<void> {
  await prepareCognito();
  await updatePassword({ oldPassword: before, newPassword: after });
}

/**
 * "code-sent": the old email stays until `confirmEmail`; asked again, a new code is sent. A pool
 * that asks for no code is done.
 */
export async function changeEmail(email: string): Promise<"code-sent" | "done"> {
  await prepareCognito();
  const { email: change } = await updateUserAttributes({ userAttributes: { email } });
  return change.nextStep.updateAttributeStep === "DONE" ? "done" : "code-sent";
}

export async function confirmEmail(code: string): Promise<void> {
  await prepareCognito();
  await confirmUserAttribute({ userAttributeKey: "email", confirmationCode: code });
}

/** A new secret for an authenticator app; nothing changes until a code made from it is given. */
export async function beginSecondFactor(): Promise<string> {
  await prepareCognito();
  return (await setUpTOTP()).sharedSecret;
}

export async function finishSecondFactor(code: string): Promise<void> {
  await prepareCognito();
  await verifyTOTPSetup({ code });
  await updateMFAPreference({ totp: "PREFERRED" });
}

export async function endSecondFactor(): Promise<void> {
  await prepareCognito();
  await updateMFAPreference({ totp: "DISABLED" });
}
