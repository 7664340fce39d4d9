import { useState } from "react";
import { changePassword } from "@/api/cognito-safety";
import { PasswordField } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { AccountForm } from "./AccountForm";
import { PASSWORD_LENGTH } from "./checks";
import { PasswordRules } from "./PasswordRules";
import { accountRefusal } from "./refusals";
import { useSubmit } from "./useSubmit";

interface ChangePasswordProps {
  /** For password managers, so that they know whose password it is. */
  email: string;
  onClose: () => void;
}

export function ChangePassword({ email, onClose }: ChangePasswordProps) {
  const [before, setBefore] = useState("");
  const [after, setAfter] = useState("");
  const { busy, problem, refuse, run } = useSubmit(accountRefusal);
  const submit = () => {
    if (!before) {
      refuse({ field: "before", text: "Enter your password as it is now." });
      return;
    }
    if (after.length < PASSWORD_LENGTH) {
      const text = `The password needs ${PASSWORD_LENGTH} characters or more.`;
      refuse({ field: "password", text });
      return;
    }
    run(async () => {
      await changePassword(before, after);
      toast("Your password is changed. Other devices stay signed in.");
      onClose();
    });
  };
  return (
    <AccountForm
      problem={problem("form")}
      submit="Change password"
      busy={busy}
      onSubmit={submit}
      onCancel={onClose}
    >
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label="Password now"
        name="current-password"
        autoComplete="current-password"
        value={before}
        onChange={(event) => setBefore(event.target.value)}
        error={problem("before")}
      />
      <PasswordField
        label="New password"
        name="new-password"
        autoComplete="new-password"
        value={after}
        onChange={(event) => setAfter(event.target.value)}
        error={problem("password")}
      >
        <PasswordRules password={after} />
      </PasswordField>
    </AccountForm>
  );
}
