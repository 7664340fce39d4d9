import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { OwnList } from "@/api/types";
import { Dialog } from "@/ui/Dialog";
import { makeList, renameList } from "./lists";
import { NameForm } from "./NameForm";

interface ListDialogProps {
  /** The one to rename; null makes a new one and leads to it. */
  list: OwnList | null;
  onClose: () => void;
}

export function ListDialog({ list, onClose }: ListDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const send = async (name: string) => {
    if (list) await renameList(client, list.id, name);
    else void navigate(`/lists/${(await makeList(client, name)).id}`);
    onClose();
  };
  return (
    <Dialog title={list ? "Rename the list" : "New list"} onClose={onClose}>
      <div className="px-5 pt-2 pb-5">
        <NameForm
          before={list?.name ?? ""}
          submit={list ? "Save" : "Make the list"}
          send={send}
          onCancel={onClose}
        />
      </div>
    </Dialog>
  );
}
