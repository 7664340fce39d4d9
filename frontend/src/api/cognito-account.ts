import {
  confirmResetPassword,
  confirmSignIn,
  confirmSignUp,
  resendSignUpCode,
  resetPassword,
  signIn,
  signUp,
} from "aws-amplify/auth";
import { forget } from "./cognito-session";
import { prepareCognito } from "./session";

export interface NewAccount {
  email: string;
  handle: string;
  displayName: string;
  password: string;
}

export type SignInResult = "signed-in" | "code-needed" | "unconfirmed" | "new-password-needed";

export async function register(account: NewAccount): Promise<void> {
  await prepareCognito();
  await signUp({
    username: account.email,
    password: account.password,
    options: {
      userAttributes: {
        email: account.email,
        preferred_username: account.handle,
        name: account.displayName,
      },
    },
  });
}

export async function confirm(email: string, code: string): Promise<void> {
  await prepareCognito();
  await confirmSignUp({ username: email, confirmationCode: code });
}

export async function resendCode(email: string): Promise<void> {
  await prepareCognito();
  await resendSignUpCode({ username: email });
}

export async function enter(email: string, password: string): Promise<SignInResult> {
  await prepareCognito();
  const attempt = () => signIn({ username: email, password });
  const { nextStep } = await attempt().catch(async (error: unknown) => {
    // Left over from another tab or an ended session.
    if (!(error instanceof Error && error.name === "UserAlreadyAuthenticatedException"))
      throw error;
    await forget();
    return attempt();
  });
  if (nextStep.signInStep === "CONFIRM_SIGN_IN_WITH_TOTP_CODE") return "code-needed";
  if (nextStep.signInStep === "CONFIRM_SIGN_UP") return "unconfirmed";
  if (nextStep.signInStep === "RESET_PASSWORD") return "new-password-needed";
  if (nextStep.signInStep !== "DONE") throw new Error(`Unexpected step ${nextStep.signInStep}`);
  return "signed-in";
}

/** The second factor's code, after the password of the same sign-in. */
export async function enterCode(code: string): Promise<void> {
  const { nextStep } = await confirmSignIn({ challengeResponse: code });
  if (nextStep.signInStep !== "DONE") throw new Error(`Unexpected step ${nextStep.signInStep}`);
}

export async function askForReset(email: string): Promise<void> {
  await prepareCognito();
  await resetPassword({ username: email });
}

export async function confirmReset(email: string, code: string, password: string): Promise<void> {
  await prepareCognito();
  await confirmResetPassword({ username: email, confirmationCode: code, newPassword: password });
}
