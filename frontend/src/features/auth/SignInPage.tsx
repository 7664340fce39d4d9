import { useState } from "react";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";
import { enter, resendCode } from "@/api/cognito-account";
import { safePath } from "@/api/gate";
import { beginSession, useEnded, type Ended } from "@/api/session";
import { useStore } from "@/lib/store";
import { Button } from "@/ui/Button";
import { Field, PasswordField } from "@/ui/Field";
import { AuthPage } from "./AuthPage";
import { CodeStep } from "./CodeStep";
import { looksLikeEmail } from "./checks";
import { pending, setPending } from "./pending";
import { useSubmit } from "./useSubmit";

const whyHere: Record<Ended, string> = {
  everywhere: "You were signed out everywhere. Sign in to go on.",
  expired: "Your session has ended. Sign in, and you come back to where you were.",
};

function leadOf(ended: Ended | null, next: string | null): string {
  if (ended) return whyHere[ended];
  return next ? "Sign in, and you come back to where you were." : "Good to see you again.";
}

export function SignInPage() {
  const [email, setEmail] = useState(useStore(pending)?.email ?? "");
  const [password, setPassword] = useState("");
  const [codeNeeded, setCodeNeeded] = useState(false);
  const ended = useEnded();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { search } = useLocation();
  const { busy, problem, refuse, run } = useSubmit();
  const next = params.get("next");

  const submit = () => {
    if (!looksLikeEmail(email)) {
      refuse({ field: "email", text: "Enter your email address." });
      return;
    }
    if (!password) {
      refuse({ field: "password", text: "Enter your password." });
      return;
    }
    run(async () => {
      const result = await enter(email, password);
      if (result === "unconfirmed") {
        setPending({ email, password });
        await resendCode(email).catch(() => undefined);
        await navigate(`/confirm${search}`);
      } else if (result === "new-password-needed") {
        setPending({ email, password: null });
        await navigate(`/forgot-password${search}`);
      } else if (result === "code-needed") setCodeNeeded(true);
      else await begin();
    });
  };
  const begin = async () => {
    setPending(null);
    beginSession();
    await navigate(safePath(next), { replace: true });
  };
  const startAgain = (words?: string) => {
    setPassword("");
    setCodeNeeded(false);
    refuse(words === undefined ? null : { field: "form", text: words });
  };

  if (codeNeeded) return <CodeStep onDone={begin} onStartAgain={startAgain} />;

  return (
    <AuthPage
      title="Sign in"
      lead={leadOf(ended, next)}
      problem={problem("form")}
      onSubmit={submit}
      foot={
        <>
          <p>
            <Link className="link text-ink" to={`/forgot-password${search}`}>
              Forgot your password?
            </Link>
          </p>
          <p>
            New here?{" "}
            <Link className="link text-ink" to={`/sign-up${search}`}>
              Create account
            </Link>
          </p>
        </>
      }
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
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={problem("password")}
      />
      <Button type="submit" wide busy={busy}>
        Sign in
      </Button>
    </AuthPage>
  );
}
