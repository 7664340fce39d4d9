export type FieldName = "email" | "password" | "before" | "code" | "handle" | "name" | "form";

export interface Refusal {
  field: FieldName;
  text: string;
}

type Wording = Refusal | ((message: string) => Refusal);

const form = (text: string): Refusal => ({ field: "form", text });
const tooOften = form("That was tried too often. Wait a few minutes, then try again.");
const unreachable = form(
  "The sign-in service cannot be reached. Check your connection and try again.",
);
const mismatch = form("That email and password do not go together.");

function notAuthorised(message: string): Refusal {
  if (/disabled/i.test(message)) return form("This account has been closed.");
  if (/attempts exceeded/i.test(message)) return tooOften;
  return mismatch;
}

function badParameter(message: string): Refusal {
  if (/password/i.test(message))
    return { field: "password", text: "That password cannot be used. Try a longer one." };
  if (/email|username/i.test(message))
    return { field: "email", text: "That does not look like an email address." };
  if (/code/i.test(message)) return { field: "code", text: "A code is made of digits only." };
  return form("Something in the form was not understood. Check each field.");
}

/** Cognito says for itself what the pool's rules want: keep that part of its sentence. */
function badPassword(message: string): Refusal {
  const rule = /:\s*(.+)$/.exec(message)?.[1]?.replace(/^Password /, "");
  const text = rule
    ? `The password ${rule.replace(/\.$/, "")}.`
    : "That password is too easy. Make it longer.";
  return { field: "password", text };
}

const wordings: Record<string, Wording> = {
  AliasExistsException: { field: "email", text: "There is an account with this email already." },
  AuthTokenConfigException: unreachable,
  CodeDeliveryFailureException: {
    field: "email",
    text: "No mail could be sent to this address. Check its spelling.",
  },
  CodeMismatchException: { field: "code", text: "That is not the code. Look in the newest email." },
  EmptyConfirmSignUpCode: { field: "code", text: "Enter the code from the email." },
  EmptySignInPassword: { field: "password", text: "Enter your password." },
  EmptySignInUsername: { field: "email", text: "Enter your email." },
  ExpiredCodeException: { field: "code", text: "That code has run out. Ask for a new one." },
  ForbiddenException: form("The sign-in service refused this connection. Try again later."),
  InternalErrorException: form("The sign-in service has trouble. Try again in a moment."),
  InvalidEmailRoleAccessPolicyException: form("No mail can be sent right now. Try again later."),
  InvalidLambdaResponseException: form("The sign-in service has trouble. Try again in a moment."),
  InvalidParameterException: badParameter,
  InvalidPasswordException: badPassword,
  LimitExceededException: tooOften,
  NetworkError: unreachable,
  NotAuthorizedException: notAuthorised,
  PasswordHistoryPolicyViolationException: {
    field: "password",
    text: "That password was used before. Choose a new one.",
  },
  PasswordResetRequiredException: form(
    "This account needs a new password. Use “Forgot your password” below.",
  ),
  ResourceNotFoundException: form("Signing in is not set up on this server."),
  TooManyFailedAttemptsException: tooOften,
  TooManyRequestsException: tooOften,
  UnexpectedLambdaException: form("The sign-in service has trouble. Try again in a moment."),
  UserLambdaValidationException: (message) => form(message.replace(/^.*failed with error /, "")),
  UserNotConfirmedException: form("This email is not confirmed yet."),
  UserNotFoundException: mismatch,
  UsernameExistsException: { field: "email", text: "There is an account with this email already." },
};

const unknown = form("That did not work, and we do not know why. Try again in a moment.");

/** What went wrong, in words, and next to which field to say it. */
export function refusal(error: unknown): Refusal {
  if (!(error instanceof Error)) return unknown;
  const wording = wordings[error.name];
  if (!wording) return /network|failed to fetch/i.test(error.message) ? unreachable : unknown;
  return typeof wording === "function" ? wording(error.message) : wording;
}

const signedOut = form("You have been signed out. Sign in again to go on.");
const notThePassword: Refusal = { field: "before", text: "That is not your password now." };
const notTheCode: Refusal = { field: "code", text: "That is not the code your app shows now." };

const ofTheApp: Record<string, Refusal> = {
  CodeMismatchException: notTheCode,
  EnableSoftwareTokenMFAException: notTheCode,
  ExpiredCodeException: {
    field: "code",
    text: "That code was used already. Wait for the next one.",
  },
  SoftwareTokenMFANotFoundException: form("Codes of an app are not set up on this server."),
};

/** The same for the codes that an authenticator app shows. */
export const codeRefusal = (error: unknown, otherwise = refusal): Refusal =>
  (error instanceof Error ? ofTheApp[error.name] : undefined) ?? otherwise(error);

/** The same for what one changes about one's own account, signed in. */
export function accountRefusal(error: unknown): Refusal {
  if (!(error instanceof Error)) return unknown;
  const { name, message } = error;
  if (name === "UserUnAuthenticatedException") return signedOut;
  if (name === "NotAuthorizedException") {
    if (/incorrect/i.test(message)) return notThePassword;
    return /attempts exceeded/i.test(message) ? tooOften : signedOut;
  }
  // Cognito looks at its form before it compares it.
  if (name === "InvalidParameterException" && /previous|old ?password/i.test(message))
    return notThePassword;
  return refusal(error);
}

/** Between password and code too much time has passed, or the page was loaded anew. */
export const isSignInOver = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === "SignInException" ||
    (error.name === "NotAuthorizedException" && /session/i.test(error.message)));

export const isAlreadyConfirmed = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === "NotAuthorizedException" &&
  /current status is confirmed/i.test(error.message);
