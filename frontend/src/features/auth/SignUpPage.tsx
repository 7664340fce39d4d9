import { useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { register } from "@/api/cognito-account";
import { useLimits } from "@/api/config";
import { useHandleCheck } from "@/api/handles";
import { countGraphemes } from "@/lib/graphemes";
import { Button } from "@/ui/Button";
import { Field, PasswordField } from "@/ui/Field";
import { HandleField } from "@/ui/HandleField";
import { AuthPage } from "./AuthPage";
import { looksLikeEmail, PASSWORD_LENGTH } from "./checks";
import { PasswordRules } from "./PasswordRules";
import { setPending } from "./pending";
import type { Refusal } from "./refusals";
import { useSubmit } from "./useSubmit";

export function SignUpPage() {
  const [email, setEmail] = useState("");
  const [handle, setHandle] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const check = useHandleCheck(handle);
  const { answer } = check;
  const { limits } = useLimits();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { busy, problem, refuse, run } = useSubmit();

  const missing = (): Refusal | null => {
    if (!looksLikeEmail(email))
      return { field: "email", text: "Enter an email address, such as you@example.com." };
    if (handle.length < limits.handle_min_length) {
      return {
        field: "handle",
        text: `Choose a handle of at least ${limits.handle_min_length} characters.`,
      };
    }
    if (answer && !answer.available)
      return { field: "handle", text: `@${handle} cannot be had. Choose another.` };
    if (!name.trim()) return { field: "name", text: "Enter the name that others will see." };
    if (countGraphemes(name.trim()) > limits.display_name_length) {
      return { field: "name", text: `At most ${limits.display_name_length} characters.` };
    }
    if (password.length < PASSWORD_LENGTH) {
      return {
        field: "password",
        text: `The password needs ${PASSWORD_LENGTH} characters or more.`,
      };
    }
    return null;
  };

  const submit = () => {
    const problemNow = missing();
    if (problemNow) {
      refuse(problemNow);
      return;
    }
    run(async () => {
      await register({ email, handle, displayName: name.trim(), password });
      setPending({ email, password });
      await navigate(`/confirm${search}`);
    });
  };

  return (
    <AuthPage
      title="Create account"
      lead="A handle, a name, and something to say."
      problem={problem("form")}
      onSubmit={submit}
      foot={
        <p>
          Have an account?{" "}
          <Link className="link text-ink" to={`/sign-in${search}`}>
            Sign in
          </Link>
        </p>
      }
    >
      <Field
        label="Email"
        type="email"
        name="email"
        autoComplete="email"
        value={email}
        onChange={(event) => setEmail(event.target.value.trim())}
        error={problem("email")}
        hint="For the code and for a forgotten password. Never shown."
      />
      <HandleField
        value={handle}
        check={check}
        onChange={(next) => {
          setHandle(next);
          if (problem("handle")) refuse(null);
        }}
        error={problem("handle")}
      />
      <Field
        label="Display name"
        name="name"
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={problem("name")}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={problem("password")}
      >
        <PasswordRules password={password} />
      </PasswordField>
      <Button type="submit" wide busy={busy}>
        Create account
      </Button>
    </AuthPage>
  );
}
