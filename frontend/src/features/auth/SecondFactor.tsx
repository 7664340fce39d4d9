import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { beginSecondFactor, endSecondFactor, finishSecondFactor } from "@/api/cognito-safety";
import { Button } from "@/ui/Button";
import { toast } from "@/ui/toasts";
import { Confirm, Unfold } from "@/ui/Unfold";
import { AccountForm } from "./AccountForm";
import { CodeField, isAppCode } from "./CodeField";
import { accountRefusal, codeRefusal } from "./refusals";
import { inFours, otpauthUri, safetyQuery } from "./safety";
import { useSubmit } from "./useSubmit";

const QrCode = lazy(async () => ({ default: (await import("./QrCode")).QrCode }));

/** Notes it on the page, and says it. */
function useNote(): (secondFactor: boolean) => void {
  const client = useQueryClient();
  return (secondFactor) => {
    client.setQueryData(safetyQuery.queryKey, (safety) => safety && { ...safety, secondFactor });
    toast(secondFactor ? "Your second factor is on" : "Your second factor is off");
  };
}

function Secret({ secret, email }: { secret: string; email: string }) {
  const copy = () => {
    navigator.clipboard.writeText(secret).then(
      () => void toast("Copied"),
      () => void toast("That could not be copied. Write it down instead."),
    );
  };
  const uri = otpauthUri(secret, email);
  return (
    <div className="grid gap-4">
      <p>
        Scan this with an authenticator app
        <span className="md:hidden"> on another device</span>, or type the secret into it.
      </p>
      <div className="gap-5 md:flex">
        <Suspense fallback={<div className="shimmer size-50 shrink-0 rounded-md" />}>
          <QrCode text={uri} label="QR code for your authenticator app" />
        </Suspense>
        <div className="max-md:mt-3">
          <a className="link mb-2 flex min-h-11 w-fit items-center md:hidden" href={uri}>
            Open in the app on this device
          </a>
          <p className="font-semibold">Secret</p>
          <p data-secret className="tabular text-17 leading-7">
            {inFours(secret)}
          </p>
          <Button look="outline" className="mt-2" onClick={copy}>
            <Copy size={17} aria-hidden="true" /> Copy
          </Button>
        </div>
      </div>
      <p className="text-muted">
        Keep the secret where you keep passwords. If you lose the app, it is the only way back in.
      </p>
    </div>
  );
}

function TurnOn({ email, onClose }: { email: string; onClose: () => void }) {
  const note = useNote();
  const [code, setCode] = useState("");
  const secret = useQuery({
    queryKey: ["me", "second-factor-secret"],
    queryFn: beginSecondFactor,
    // A secret asked for again would be another one than the app has by now.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  });
  const { busy, problem, refuse, run } = useSubmit((error) => codeRefusal(error, accountRefusal));
  const submit = () => {
    if (!isAppCode(code)) {
      refuse({ field: "code", text: "Enter the six digits that your app shows." });
      return;
    }
    run(async () => {
      await finishSecondFactor(code);
      note(true);
      onClose();
    });
  };
  if (!secret.data) {
    if (!secret.error) return <div role="status" className="shimmer size-50 rounded-md" />;
    return (
      <p role="alert" className="flex flex-wrap items-center gap-3 text-danger">
        {accountRefusal(secret.error).text}
        <Button look="outline" onClick={() => void secret.refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  return (
    <AccountForm
      problem={problem("form")}
      submit="Turn on"
      busy={busy}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Secret secret={secret.data} email={email} />
      <CodeField
        label="Code that the app shows now"
        value={code}
        onChange={setCode}
        error={problem("code")}
      />
    </AccountForm>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const note = useNote();
  const { busy, problem, run } = useSubmit(accountRefusal);
  const turnOff = () =>
    run(async () => {
      await endSecondFactor();
      note(false);
      onClose();
    });
  return (
    <>
      <Confirm
        question="Turn it off? Your password alone is enough then."
        yes="Turn it off"
        no="Keep it"
        busy={busy}
        onYes={turnOff}
        onNo={onClose}
      />
      {problem("form") && (
        <p role="alert" className="mt-3 text-danger">
          {problem("form")}
        </p>
      )}
    </>
  );
}

/** A code from an app besides the password: off, being set up, or on. */
export function SecondFactor({ on, email }: { on: boolean; email: string }) {
  return (
    <>
      <p className="mb-3 font-semibold">
        {on ? "It is on: signing in asks for a code." : "It is off."}
      </p>
      {on ? (
        <Unfold key="on" label="Turn off">
          {(close) => <TurnOff onClose={close} />}
        </Unfold>
      ) : (
        <Unfold key="off" label="Turn on">
          {(close) => <TurnOn email={email} onClose={close} />}
        </Unfold>
      )}
    </>
  );
}
