import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reasonOf } from "@/api/errors";
import { useMe } from "@/api/me";
import type { Conversation } from "@/api/types";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { toast } from "@/ui/toasts";
import { leaveGroup, whatLeavingMeans } from "./members";
import { titleOf } from "./people";

interface LeaveDialogProps {
  conversation: Conversation;
  onLeft: () => void;
  onClose: () => void;
}

/** There is no way back into a group but to be added again: one more look at it. */
export function LeaveDialog({ conversation, onLeft, onClose }: LeaveDialogProps) {
  const client = useQueryClient();
  const me = useMe();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = titleOf(conversation, me);
  const leave = () => {
    if (!me?.handle) return;
    setBusy(true);
    leaveGroup(client, conversation.id, me.handle)
      .then(() => {
        onLeft();
        onClose();
        toast(`You have left ${name}`);
      })
      .catch((error: unknown) => {
        setBusy(false);
        setProblem(reasonOf(error));
      });
  };
  return (
    <Dialog title={`Leave ${name}?`} onClose={onClose}>
      <div className="px-5 pt-1 pb-5">
        <p className="text-muted">{whatLeavingMeans(conversation, me)}</p>
        {problem && (
          <p role="alert" className="mt-3 text-danger">
            {problem}
          </p>
        )}
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Stay
          </Button>
          <Button look="danger" busy={busy} onClick={leave}>
            Leave
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
