import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reasonOf } from "@/api/errors";
import type { Conversation } from "@/api/types";
import { Button } from "@/ui/Button";
import { Field } from "@/ui/Field";
import { Unfold } from "@/ui/Unfold";
import { editConversation } from "./edit";

function NameForm({ conversation, close }: { conversation: Conversation; close: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState(conversation.title ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const save = () => {
    setBusy(true);
    editConversation(client, conversation.id, { title: name.trim() || null })
      .then(close)
      .catch((error: unknown) => {
        setBusy(false);
        setProblem(reasonOf(error));
      });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field
        label="Name of the group"
        value={name}
        maxLength={100}
        autoComplete="off"
        hint="Without a name it is called by those in it."
        error={problem}
        onChange={(event) => {
          setName(event.target.value);
          setProblem(undefined);
        }}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        <Button type="submit" busy={busy}>
          Save
        </Button>
        <Button look="quiet" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

export function GroupName({ conversation }: { conversation: Conversation }) {
  return (
    <Unfold label={conversation.title === null ? "Name the group" : "Rename"}>
      {(close) => <NameForm conversation={conversation} close={close} />}
    </Unfold>
  );
}
