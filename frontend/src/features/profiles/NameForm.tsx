import { useState } from "react";
import { ApiError, inWords } from "@/api/errors";
import { countGraphemes } from "@/lib/graphemes";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { LONGEST_NAME } from "./lists";

interface NameFormProps {
  /** The name it has so far. */
  before?: string;
  submit: string;
  /** Throws what the API refuses; it is said at the field. */
  send: (name: string) => Promise<unknown>;
  onCancel: () => void;
}

function wrong(error: unknown, over: number): string | undefined {
  if (over > 0) return `${over} ${over === 1 ? "character" : "characters"} too many`;
  if (error === null) return undefined;
  return (error instanceof ApiError ? error.field("name") : undefined) ?? inWords(error);
}

/** Names a list of people. */
export function NameForm({ before = "", submit, send, onCancel }: NameFormProps) {
  const [name, setName] = useState(before);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const text = name.trim();
  const over = countGraphemes(text) - LONGEST_NAME;
  const save = () => {
    if (busy || !text || over > 0) return;
    setBusy(true);
    setError(null);
    send(text).catch((refused: unknown) => {
      setError(refused);
      setBusy(false);
    });
  };
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field
        label="Name"
        dir="auto"
        autoComplete="off"
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
        hint="Only you see it."
        error={wrong(error, over)}
      />
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" busy={busy} disabled={!text || over > 0}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
