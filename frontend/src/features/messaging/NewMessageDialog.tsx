import { useId, useState } from "react";
import { useNavigate } from "react-router";
import { ApiError } from "@/api/errors";
import { useMe } from "@/api/me";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Field } from "@/ui/Field";
import { PersonPicker } from "./PersonPicker";
import { MOST_PEOPLE, type Picked } from "./picking";
import { useStartConversation, whyNotStarted } from "./start";

const titleProblem = (error: unknown) =>
  error instanceof ApiError ? error.field("title") : undefined;

interface Wanted {
  picked: Picked[];
  title: string;
  /** Makes a second try find what the first one has made; others chosen are another group. */
  clientId: string;
}

function useStarting(onDone: () => void) {
  const [wanted, setWanted] = useState<Wanted>({ picked: [], title: "", clientId: "" });
  const navigate = useNavigate();
  const start = useStartConversation();
  const handles = wanted.picked.map((one) => one.handle);
  const group = handles.length > 1;
  const inTitle = titleProblem(start.error);
  return {
    ...wanted,
    group,
    busy: start.isPending,
    change: (next: Partial<Wanted>) => {
      setWanted((now) => ({ ...now, ...next, clientId: crypto.randomUUID() }));
      start.reset();
    },
    problem: {
      title: inTitle,
      general: start.isError && !inTitle ? whyNotStarted(start.error, handles) : undefined,
    },
    begin: () => {
      if (handles.length === 0) return;
      const title = wanted.title.trim();
      const more = group && { client_id: wanted.clientId, ...(title && { title }) };
      start.mutate(
        { handles, ...more },
        {
          onSuccess: ({ id }) => {
            onDone();
            void navigate(`/messages/${id}`);
          },
        },
      );
    },
  };
}

/** With one person it is the conversation with them, with several a new group. */
export function NewMessageDialog({ onClose }: { onClose: () => void }) {
  const { picked, title, group, busy, problem, change, begin } = useStarting(onClose);
  const me = useMe();
  const form = useId();
  return (
    <Dialog
      title="New message"
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
          {group ? "Start group" : "Start"}
        </Button>
      }
    >
      <form
        id={form}
        className="flex-1 overflow-y-auto px-5 pt-3 pb-5 md:min-h-96"
        onSubmit={(event) => {
          event.preventDefault();
          begin();
        }}
      >
        {problem.general && (
          <p role="alert" className="mb-3 rounded-md bg-danger-soft px-3 py-2 text-danger">
            {problem.general}
          </p>
        )}
        <PersonPicker
          label="To"
          picked={picked}
          onChange={(next) => change({ picked: next })}
          most={MOST_PEOPLE - 1}
          left={new Set([me?.handle ?? null])}
        />
        {group && (
          <Field
            className="mt-5"
            label="Name of the group"
            value={title}
            maxLength={100}
            hint="You can leave it empty, and change it later."
            error={problem.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
        {picked.length === 0 && (
          <p className="mt-6 max-w-[46ch] text-muted">
            Choose one person for a conversation between the two of you, or several for a group. Who
            does not follow you finds it among their message requests.
          </p>
        )}
      </form>
    </Dialog>
  );
}
