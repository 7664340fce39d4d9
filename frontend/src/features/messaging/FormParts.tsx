import { PenLine, Reply, X } from "lucide-react";
import { IconButton } from "@/ui/Button";
import { CrudCard } from "./CrudCard";
import { changeDraft, setEditing, type Draft, type Editing } from "./drafts";
import { nobody } from "./people";
import { answeredInWords } from "./ReplyLine";

/** What is being answered, or changed. */
export function About({ id, draft, edit }: { id: string; draft: Draft; edit: Editing | null }) {
  const { replyTo } = draft;
  if (!edit && !replyTo) return null;
  const title = edit ? "Edit message" : `Reply to ${(replyTo?.sender ?? nobody).display_name}`;
  const Icon = edit ? PenLine : Reply;
  return (
    <div className="mb-2 flex items-center gap-2.5 border-l-2 border-ember pl-3">
      <Icon size={18} aria-hidden="true" className="shrink-0 text-muted" />
      <p className="min-w-0 flex-1 text-15 leading-tight">
        <b className="block">{title}</b>
        <span className="line-clamp-1 text-muted">
          {edit ? edit.before : replyTo && answeredInWords(replyTo)}
        </span>
      </p>
      <IconButton
        label={edit ? "Do not edit" : "Do not reply"}
        onClick={() => (edit ? setEditing(id, null) : changeDraft(id, { replyTo: null }))}
      >
        <X size={18} />
      </IconButton>
    </div>
  );
}

/** The crud that goes along. */
export function CrudAlong({ id, postId }: { id: string; postId: string }) {
  return (
    <div className="mb-2 flex items-start gap-1">
      <div className="max-w-96 min-w-0 flex-1 [&>*]:mt-0">
        <CrudCard id={postId} still />
      </div>
      <IconButton label="Remove the crud" onClick={() => changeDraft(id, { postId: null })}>
        <X size={18} />
      </IconButton>
    </div>
  );
}
