import { useState } from "react";
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from "react-router";
import { confirm, enter, resendCode } from "@/api/cognito-account";
import { safePath } from "@/api/gate";
import { beginSession } from "@/api/session";
import { useStore } from "@/lib/store";
import { Button } from "@/ui/Button";
import { toast } from "@/ui/toasts";
import { AuthPage } from "./AuthPage";
import { CodeField, isCode } from "./CodeField";
import { pending, setPending } from "./pending";
import { isAlreadyConfirmed, refusal } from "./refusals";
import { ResendCode } from "./ResendCode";
import { useSubmit } from "./useSubmit";

export function ConfirmPage() {
  const waiting = useStore(pending);
  const [code, setCode] = useState("");
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { search } = useLocation();
  const { busy, problem, refuse, run } = useSubmit();
  if (!waiting) return <Navigate to={`/sign-in${search}`} replace />;
  const { email, password } = waiting;

  const submit = () => {
    if (!isCode(code)) {
      refuse({ field: "code", text: "Enter the digits from the email." });
      return;
    }
    run(async () => {
      await confirm(email, code).catch((error: unknown) => {
        if (!isAlreadyConfirmed(error)) throw error;
      });
      const result = password === null ? null : await enter(email, password).catch(() => null);
      if (result === "signed-in") {
        beginSession();
        await navigate(safePath(params.get("next")), { replace: true });
        // The password has done its work; the email may be wanted at the next sign-in.
        setPending({ email, password: null });
      } else {
        toast("Confirmed. Sign in to begin.");
        await navigate(`/sign-in${search}`, { replace: true });
      }
    });
  };

  const resend = () =>
    resendCode(email).then(
      () => void toast(`A new code is on its way to ${email}.`),
      (error: unknown) => refuse(refusal(error)),
    );

  return (
    <AuthPage
      title="Confirm your email"
      lead={
        <>
          A code is on its way to <b className="text-ink">{email}</b>.
        </>
      }
      problem={problem("form") ?? problem("email")}
      onSubmit={submit}
      foot={
        <>
          <ResendCode onResend={resend} />
          <p className="mt-3">
            Wrong address?{" "}
            <Link className="link text-ink" to={`/sign-up${search}`}>
              Start again
            </Link>
          </p>
        </>
      }
    >
      <CodeField
        label="Confirmation code"
        value={code}
        onChange={setCode}
        error={problem("code")}
      />
      <Button type="submit" wide busy={busy}>
        Confirm
      </Button>
    </AuthPage>
  );
}
