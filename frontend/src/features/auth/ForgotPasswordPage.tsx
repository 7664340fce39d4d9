import { useState } from "react";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";
import { askForReset, confirmReset, enter } from "@/api/cognito-account";
import { safePath } from "@/api/gate";
import { beginSession } from "@/api/session";
import { useStore } from "@/lib/store";
import { Button } from "@/ui/Button";
import { Field, PasswordField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { AuthPage } from "./AuthPage";
import { CodeField, isCode } from "./CodeField";
import { looksLikeEmail, PASSWORD_LENGTH } from "./checks";
import { PasswordRules } from "./PasswordRules";
import { pending } from "./pending";
import { refusal } from "./refusals";
import { ResendCode } from "./ResendCode";
import { useSubmit } from "./useSubmit";

/** Whether the email is known is not told: the code simply does not come. */
const sendCode = (email: string) =>
  askForReset(email).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === "UserNotFoundException")) throw error;
  });

function BackToSignIn() {
  const { search } = useLocation();
  return (
    <p>
      Remembered it?{" "}
      <Link className="link text-ink" to={`/sign-in${search}`}>
        Sign in
      </Link>
    </p>
  );
}

function AskForCode({ onSent }: { onSent: (email: string) => void }) {
  const [email, setEmail] = useState(useStore(pending)?.email ?? "");
  const { busy, problem, refuse, run } = useSubmit();
  const submit = () => {
    if (!looksLikeEmail(email)) {
      refuse({ field: "email", text: "Enter your email address." });
      return;
    }
    run(async () => {
      await sendCode(email);
      onSent(email);
    });
  };
  return (
    <AuthPage
      title="Forgot your password"
      lead="Tell us your email, and a code to set a new one is sent there."
      problem={problem("form")}
      onSubmit={submit}
      foot={<BackToSignIn />}
    >
      <Field
        label="Email"
        type="email"
        name="email"
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.target.value.trim())}
        error={problem("email")}
      />
      <Button type="submit" wide busy={busy}>
        Send code
      </Button>
    </AuthPage>
  );
}

function SetNewPassword({ email }: { email: string }) {
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { search } = useLocation();
  const { busy, problem, refuse, run } = useSubmit();
  const submit = () => {
    if (!isCode(code)) {
      refuse({ field: "code", text: "Enter the digits from the email." });
      return;
    }
    if (password.length < PASSWORD_LENGTH) {
      refuse({
        field: "password",
        text: `The password needs ${PASSWORD_LENGTH} characters or more.`,
      });
      return;
    }
    run(async () => {
      await confirmReset(email, code, password);
      const result = await enter(email, password).catch(() => null);
      toast("Your new password is set.");
      if (result === "signed-in") {
        beginSession();
        await navigate(safePath(params.get("next")), { replace: true });
      } else await navigate(`/sign-in${search}`, { replace: true });
    });
  };
  const resend = () =>
    sendCode(email).then(
      () => void toast(`A new code is on its way to ${email}.`),
      (error: unknown) => refuse(refusal(error)),
    );
  return (
    <AuthPage
      title="Set a new password"
      lead={
        <>
          If <b className="text-ink">{email}</b> has an account, a code is on its way there.
        </>
      }
      problem={problem("form")}
      onSubmit={submit}
      foot={
        <>
          <ResendCode onResend={resend} />
          <BackToSignIn />
        </>
      }
    >
      <CodeField
        label="Confirmation code"
        value={code}
        onChange={setCode}
        error={problem("code")}
      />
      <PasswordField
        label="New password"
        name="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={problem("password")}
      >
        <PasswordRules password={password} />
      </PasswordField>
      <Button type="submit" wide busy={busy}>
        Set password
      </Button>
    </AuthPage>
  );
}

export function ForgotPasswordPage() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  return sentTo === null ? <AskForCode onSent={setSentTo} /> : <SetNewPassword email={sentTo} />;
}
