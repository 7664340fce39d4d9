import { useState } from "react";
import { ApiError, inWords } from "@/api/errors";
import { useHandleCheck } from "@/api/handles";
import { useChangeMe } from "@/api/me";
import { leave } from "@/api/session";
import type { Me } from "@/api/types";
import { Button } from "@/ui/Button";
import { HandleField } from "@/ui/HandleField";
import { toast } from "@/ui/toasts";
import { AuthPage } from "./AuthPage";

/** The handle asked for was taken while the account was being confirmed. */
export function ChooseHandlePage({ me }: { me: Me }) {
  const wanted = me.wanted_handle;
  const [handle, setHandle] = useState(wanted);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const check = useHandleCheck(handle);
  const { answer } = check;
  const changeMe = useChangeMe();

  const submit = () => {
    if (busy || !handle || (answer && !answer.available)) return;
    setBusy(true);
    changeMe({ handle })
      .then(() => void toast(`You are @${handle}.`))
      .catch((error: unknown) =>
        setProblem(
          (error instanceof ApiError ? error.field("handle") : undefined) ?? inWords(error),
        ),
      )
      .finally(() => setBusy(false));
  };

  return (
    <AuthPage
      title="Choose another handle"
      lead={
        wanted
          ? `@${wanted} was taken a moment ago. Everything else of your account is as you left it.`
          : "Your account is ready. All it needs is a handle."
      }
      onSubmit={submit}
      foot={
        <Button look="quiet" onClick={() => void leave()}>
          Sign out
        </Button>
      }
    >
      <HandleField
        value={handle}
        check={check}
        error={problem}
        onChange={(next) => {
          setHandle(next);
          setProblem(undefined);
        }}
      />
      <Button type="submit" wide busy={busy} disabled={!answer?.available}>
        Take this handle
      </Button>
    </AuthPage>
  );
}
