import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { ApiError, inWords } from "@/api/errors";
import { meQuery } from "@/api/me";
import type { Me } from "@/api/types";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { Setting } from "@/ui/Setting";
import { pathOf, wordsOf } from "./catalogue";
import { MyGroupPage } from "./GroupPage";
import { askToLeave } from "./ownData";

const facts: [string, string][] = [
  [
    "At once",
    "Nobody sees you or your cruds any more. You can still sign in, download your data, and change your mind.",
  ],
  [
    "After seven days",
    "Your profile, cruds, pictures, marks, drafts, follows, and what you wrote in messages are removed for good. Nobody can bring them back then, we neither.",
  ],
  [
    "What stays",
    "What others wrote, also where it says your name. In conversations the places of your messages stay, as those of a deleted person. Backups hold a copy until they end.",
  ],
];

function LeaveForm({ me }: { me: Me }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const handle = typed.trim().toLowerCase();
  const mismatch = error instanceof ApiError && error.code === "handle_mismatch";
  const ask = () => {
    if (busy || handle !== me.handle) return;
    setBusy(true);
    setError(null);
    askToLeave(handle)
      .then((leaving) => client.setQueryData(meQuery.queryKey, leaving))
      .catch((refused: unknown) => {
        setError(refused);
        setBusy(false);
      });
  };
  return (
    <form
      noValidate
      className="mt-6 grid max-w-100 gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Field
        label={`Type your handle, ${me.handle ?? ""}`}
        lead="@"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value.replace(/^\s*@/, ""))}
        error={mismatch ? "That is not your handle." : undefined}
        hint="So that nobody does it by accident."
      />
      {error !== null && !mismatch && (
        <p role="alert" className="text-danger">
          {inWords(error)}
        </p>
      )}
      <Button
        type="submit"
        look="danger"
        className="w-fit"
        busy={busy}
        disabled={handle !== me.handle}
      >
        Delete my account
      </Button>
    </form>
  );
}

export function LeavePage() {
  return (
    <MyGroupPage group="leaving">
      {(me) => (
        <Setting {...wordsOf("leave")}>
          <dl className="grid max-w-[62ch] gap-3">
            {facts.map(([when, what]) => (
              <div key={when}>
                <dt className="font-semibold">{when}</dt>
                <dd className="text-muted">{what}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-4">
            You may want to{" "}
            <Link className="link" to={pathOf("export")}>
              download your data
            </Link>{" "}
            first.
          </p>
          <LeaveForm me={me} />
        </Setting>
      )}
    </MyGroupPage>
  );
}
