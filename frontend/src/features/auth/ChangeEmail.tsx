import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { changeEmail, confirmEmail } from "@/api/cognito-safety";
import { Field } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { AccountForm } from "./AccountForm";
import { looksLikeEmail } from "./checks";
import { CodeField, isCode } from "./CodeField";
import { accountRefusal } from "./refusals";
import { ResendCode } from "./ResendCode";
import { safetyQuery } from "./safety";
import { useSubmit } from "./useSubmit";

interface StepProps {
  onClose: () => void;
  /** The new email is in force. */
  onChanged: (email: string) => void;
}

interface AskStepProps extends StepProps {
  now: string;
  onSent: (email: string) => void;
}

function AskForCode({ now, onSent, onChanged, onClose }: AskStepProps) {
  const [email, setEmail] = useState("");
  const { busy, problem, refuse, run } = useSubmit(accountRefusal);
  const submit = () => {
    if (!looksLikeEmail(email) || email === now) {
      const text = email === now ? "That is your email now." : "Enter your new email address.";
      refuse({ field: "email", text });
      return;
    }
    run(async () => {
      if ((await changeEmail(email)) === "done") onChanged(email);
      else onSent(email);
    });
  };
  return (
    <AccountForm
      problem={problem("form")}
      submit="Send code"
      busy={busy}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Field
        label="New email"
        type="email"
        name="email"
        autoComplete="email"
        value={email}
        onChange={(event) => setEmail(event.target.value.trim())}
        error={problem("email")}
        hint="A code is sent there. Until you have entered it, the old one stays."
      />
    </AccountForm>
  );
}

function EnterCode({ email, onChanged, onClose }: StepProps & { email: string }) {
  const [code, setCode] = useState("");
  const { busy, problem, refuse, run } = useSubmit(accountRefusal);
  const submit = () => {
    if (!isCode(code)) {
      refuse({ field: "code", text: "Enter the digits from the email." });
      return;
    }
    run(async () => {
      await confirmEmail(code);
      onChanged(email);
    });
  };
  // Asking for the same email again sends another code.
  const resend = () =>
    changeEmail(email).then(
      () => void toast(`A new code is on its way to ${email}.`),
      (error: unknown) => refuse(accountRefusal(error)),
    );
  return (
    <AccountForm
      problem={problem("form") ?? problem("email")}
      submit="Confirm"
      busy={busy}
      onSubmit={submit}
      onCancel={onClose}
    >
      <p>
        A code is on its way to <b className="[overflow-wrap:anywhere]">{email}</b>.
      </p>
      <CodeField
        label="Confirmation code"
        value={code}
        onChange={setCode}
        error={problem("code")}
      />
      <ResendCode onResend={resend} />
    </AccountForm>
  );
}

/** The new email, then the code that was sent there. */
export function ChangeEmail({ now, onClose }: { now: string; onClose: () => void }) {
  const client = useQueryClient();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const changed = (email: string) => {
    client.setQueryData(safetyQuery.queryKey, (safety) => safety && { ...safety, email });
    toast(`Your email is ${email} now. Sign in with it from here on.`);
    onClose();
  };
  return sentTo === null ? (
    <AskForCode now={now} onSent={setSentTo} onChanged={changed} onClose={onClose} />
  ) : (
    <EnterCode email={sentTo} onChanged={changed} onClose={onClose} />
  );
}
