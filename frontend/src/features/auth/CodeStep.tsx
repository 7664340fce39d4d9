import { useEffect, useState } from "react";
import { enterCode } from "@/api/cognito-account";
import { Button } from "@/ui/Button";
import { AuthPage } from "./AuthPage";
import { CodeField, isAppCode } from "./CodeField";
import { codeRefusal, isSignInOver } from "./refusals";
import { useSubmit } from "./useSubmit";

const focusCode = () => document.querySelector<HTMLInputElement>("input[name=code]")?.focus();

interface CodeStepProps {
  onDone: () => Promise<void>;
  /** Back to email and password, with the reason where there is one. */
  onStartAgain: (words?: string) => void;
}

/** After the password: the code of whoever has a second factor. */
export function CodeStep({ onDone, onStartAgain }: CodeStepProps) {
  const [code, setCode] = useState("");
  const { busy, problem, refuse, run } = useSubmit(codeRefusal);
  useEffect(focusCode, []);
  const submit = () => {
    if (!isAppCode(code)) {
      refuse({ field: "code", text: "Enter the six digits that your app shows." });
      return;
    }
    run(async () => {
      try {
        await enterCode(code);
      } catch (error) {
        if (isSignInOver(error)) {
          onStartAgain("That took too long. Enter your password again.");
          return;
        }
        setCode("");
        focusCode();
        throw error;
      }
      await onDone();
    });
  };
  return (
    <AuthPage
      title="Enter your code"
      lead="It is in the authenticator app that you set up as your second factor."
      problem={problem("form")}
      onSubmit={submit}
      foot={
        <>
          <Button look="outline" wide onClick={() => onStartAgain()}>
            Start again
          </Button>
          <p className="mt-3">
            Without the app, or the secret kept from when it was set up, only the people who run
            this place can let you in.
          </p>
        </>
      }
    >
      <CodeField label="Code" value={code} onChange={setCode} error={problem("code")} />
      <Button type="submit" wide busy={busy}>
        Sign in
      </Button>
    </AuthPage>
  );
}
