import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Safety } from "@/api/cognito-safety";
import { api, unwrap } from "@/api/client";
import { inWords } from "@/api/errors";
import { leaveToo } from "@/api/session";
import { DetailHead } from "@/ui/DetailHead";
import { Setting } from "@/ui/Setting";
import { TroubleState, Waiting } from "@/ui/States";
import { Confirm, Unfold } from "@/ui/Unfold";
import { ChangeEmail } from "./ChangeEmail";
import { ChangePassword } from "./ChangePassword";
import { accountRefusal } from "./refusals";
import { safetyQuery } from "./safety";
import { SecondFactor } from "./SecondFactor";

interface Words {
  id: string;
  label: string;
  about: string;
}

export interface SafetyPageProps {
  title: string;
  /** What each setting says of itself. */
  words: Record<"password" | "email" | "second" | "everywhere", Words>;
}

function LeaveEverywhere({ onClose }: { onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const leave = () => {
    setBusy(true);
    setError(null);
    unwrap(api.DELETE("/api/v1/me/sessions"))
      .then(leaveToo)
      .catch((refused: unknown) => {
        setError(refused);
        setBusy(false);
      });
  };
  return (
    <>
      <Confirm
        question="Sign out on every device? You sign in again on each."
        yes="Sign out everywhere"
        no="Stay signed in"
        busy={busy}
        onYes={leave}
        onNo={onClose}
      />
      {error !== null && (
        <p role="alert" className="mt-3 text-danger">
          {inWords(error)}
        </p>
      )}
    </>
  );
}

function Settings({ safety, words }: { safety: Safety; words: SafetyPageProps["words"] }) {
  const { email, secondFactor } = safety;
  return (
    <>
      <Setting {...words.password}>
        <Unfold label="Change password">
          {(close) => <ChangePassword email={email} onClose={close} />}
        </Unfold>
      </Setting>
      <Setting {...words.email}>
        <p className="mb-3 font-semibold [overflow-wrap:anywhere]">{email}</p>
        <Unfold label="Change email">
          {(close) => <ChangeEmail now={email} onClose={close} />}
        </Unfold>
      </Setting>
      <Setting {...words.second}>
        <SecondFactor on={secondFactor} email={email} />
      </Setting>
      <Setting {...words.everywhere}>
        <Unfold label="Sign out everywhere" look="danger">
          {(close) => <LeaveEverywhere onClose={close} />}
        </Unfold>
      </Setting>
    </>
  );
}

/** How one gets in, and who else does. */
export function SafetyPage({ title, words }: SafetyPageProps) {
  const { data, error, refetch } = useQuery(safetyQuery);
  return (
    <>
      <DetailHead title={title} up="/settings" upLabel="All settings" beside />
      {data ? (
        <Settings safety={data} words={words} />
      ) : error ? (
        <TroubleState
          offline={!navigator.onLine}
          words={accountRefusal(error).text}
          onRetry={() => void refetch()}
        />
      ) : (
        <Waiting />
      )}
    </>
  );
}
