import { useState } from "react";
import { useNavigate } from "react-router";
import { ApiError, inWords } from "@/api/errors";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Field } from "@/ui/Field";
import { useStartConversation } from "./start";

function words(error: unknown, handle: string): string {
  if (error instanceof ApiError) {
    if (error.status === 404) return `There is nobody with the handle @${handle}.`;
    return error.field("handles") ?? error.detail;
  }
  return inWords(error);
}

export function NewMessageDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const navigate = useNavigate();
  const start = useStartConversation();
  const handle = typed.trim().replace(/^@/, "").toLowerCase();
  return (
    <Dialog title="New message" onClose={onClose}>
      <form
        className="px-5 pt-2 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!handle) return;
          start.mutate(handle, {
            onSuccess: ({ id }) => {
              onClose();
              void navigate(`/messages/${id}`);
            },
          });
        }}
      >
        <Field
          label="Handle"
          lead="@"
          value={typed}
          autoFocus // eslint-disable-line jsx-a11y/no-autofocus -- the dialog was opened to fill this in
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          hint="The person you want to write to."
          error={start.isError ? words(start.error, start.variables) : undefined}
          onChange={(event) => {
            setTyped(event.target.value);
            start.reset();
          }}
        />
        <Button type="submit" wide className="mt-5" busy={start.isPending} disabled={!handle}>
          Start
        </Button>
      </form>
    </Dialog>
  );
}
