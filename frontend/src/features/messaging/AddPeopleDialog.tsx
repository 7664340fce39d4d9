import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ApiError, reasonOf } from "@/api/errors";
import type { Conversation } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { addPeople } from "./members";
import { PersonPicker } from "./PersonPicker";
import { MOST_PEOPLE, without, type Picked } from "./picking";

const why = (error: unknown): string =>
  error instanceof ApiError && error.code === "person_not_found"
    ? "This person cannot be added. They may have left, or changed their handle."
    : reasonOf(error);

interface AddPeopleDialogProps {
  conversation: Conversation;
  onClose: () => void;
}

/** Puts people into a group; who could not be added stays chosen, with the reason. */
export function AddPeopleDialog({ conversation, onClose }: AddPeopleDialogProps) {
  const { id, members } = conversation;
  const client = useQueryClient();
  const form = useId();
  const [picked, setPicked] = useState<Picked[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const add = () => {
    if (picked.length === 0) return;
    setBusy(true);
    const took = (handle: string) => setPicked((all) => without(all, handle));
    addPeople(client, id, picked, took)
      .then(onClose)
      .catch((error: unknown) => {
        setBusy(false);
        setProblem(why(error));
      });
  };
  return (
    <Dialog
      title="Add people"
      sheet
      onClose={onClose}
      action={
        <Button
          type="submit"
          form={form}
          className="mr-1"
          busy={busy}
          disabled={picked.length === 0}
        >
          Add
        </Button>
      }
    >
      <form
        id={form}
        className="flex-1 overflow-y-auto px-5 pt-3 pb-5 md:min-h-96"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        {problem && (
          <p role="alert" className="mb-3 rounded-md bg-danger-soft px-3 py-2 text-danger">
            {picked[0] && `@${picked[0].handle}: `}
            {problem}
          </p>
        )}
        <PersonPicker
          label="People to add"
          picked={picked}
          onChange={(next) => {
            setPicked(next);
            setProblem(null);
          }}
          most={MOST_PEOPLE - members.length}
          left={new Set(members.map((one) => one.handle))}
        />
        <p className="mt-6 max-w-[46ch] text-muted">
          They read what is said from now on, and nothing of what was said before.
        </p>
      </form>
    </Dialog>
  );
}
