import { Check, ImagePlus, SendHorizontal } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import { useLimits } from "@/api/config";
import { accepted } from "@/api/media";
import { AttachmentList } from "@/features/posts/Attachments";
import { MOST } from "@/features/posts/uploads";
import { countGraphemes } from "@/lib/graphemes";
import { useStore } from "@/lib/store";
import { IconButton } from "@/ui/Button";
import { changeDraft, editing, setEditing, useDraft } from "./drafts";
import { About, CrudAlong } from "./FormParts";
import type { Content } from "./outbox";
import { doneTyping, sayTyping } from "./typing";
import { useAttaching } from "./useAttaching";

interface MessageFormProps {
  conversationId: string;
  area: RefObject<HTMLTextAreaElement | null>;
  onSend: (content: Content) => void;
  onEdit: (messageId: string, text: string) => void;
  /** The cursor is in the empty form and goes up: one's last message is to be changed. */
  onEditLast: () => void;
}

const coarse = () => window.matchMedia("(pointer: coarse)").matches;

/** Where one writes. What is typed is kept per conversation, also while a message is edited. */
function useWriting(id: string) {
  const draft = useDraft(id);
  const edit = useStore(editing)[id] ?? null;
  const write = (text: string) => {
    if (edit) setEditing(id, { ...edit, text });
    else {
      changeDraft(id, { text });
      if (text.trim() !== "") sayTyping(id);
    }
  };
  return { draft, edit, text: edit ? edit.text : draft.text, write };
}

/** Enter sends where there is a keyboard; on touch it makes a line, and the button sends. */
export function MessageForm(props: MessageFormProps) {
  const { conversationId: id, area, onSend, onEdit, onEditLast } = props;
  const { draft, edit, text, write } = useWriting(id);
  const attaching = useAttaching(id);
  const picker = useRef<HTMLInputElement>(null);
  const { limits } = useLimits();
  const words = text.trim();
  const over = countGraphemes(words) - limits.message_length;
  const says = words !== "" || (!edit && (attaching.keys.length > 0 || draft.postId !== null));
  const ready = says && over <= 0 && (edit !== null || attaching.ready);

  useEffect(() => {
    if (!coarse()) area.current?.focus();
  }, [id, area]);

  const send = () => {
    if (!ready) return;
    if (edit) {
      onEdit(edit.messageId, words);
      setEditing(id, null);
    } else {
      onSend({ text: words, postId: draft.postId, replyTo: draft.replyTo, ...attaching.take() });
      changeDraft(id, { text: "", postId: null, replyTo: null });
      doneTyping(id);
    }
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && (edit || draft.replyTo)) {
      event.preventDefault();
      if (edit) setEditing(id, null);
      else changeDraft(id, { replyTo: null });
    } else if (event.key === "ArrowUp" && text === "" && !edit) {
      event.preventDefault();
      onEditLast();
    } else if (event.key === "Enter" && !event.shiftKey) {
      if (coarse() && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      send();
    }
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- pasting and dropping work anywhere in it
    <form
      className="border-t border-line px-3 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] md:px-4"
      onPaste={attaching.onPaste}
      onDragOver={attaching.onDragOver}
      onDrop={attaching.onDrop}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <About id={id} draft={draft} edit={edit} />
      {!edit && attaching.keys.length > 0 && (
        <div className="max-h-[40vh] overflow-y-auto">
          <AttachmentList keys={attaching.keys} onChange={attaching.change} />
        </div>
      )}
      {!edit && draft.postId !== null && <CrudAlong id={id} postId={draft.postId} />}
      {over > 0 && (
        <p role="alert" className="tabular px-3 pb-2 text-15 text-danger">
          {over} {over === 1 ? "character" : "characters"} too many
        </p>
      )}
      <div className="flex items-end gap-1.5">
        <input
          ref={picker}
          type="file"
          accept={accepted.join(",")}
          multiple
          hidden
          aria-label="Images"
          onChange={(event) => {
            attaching.attach([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <IconButton
          label="Add images"
          className="-ml-1.5"
          disabled={edit !== null || attaching.keys.length >= MOST}
          onClick={() => picker.current?.click()}
        >
          <ImagePlus size={21} />
        </IconButton>
        <textarea
          ref={area}
          aria-label="Message"
          placeholder="Message"
          dir="auto"
          rows={1}
          value={text}
          aria-invalid={over > 0 || undefined}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-40 min-h-11 min-w-0 flex-1 resize-none rounded-[22px] border border-wick/60 bg-raised px-4 py-2 text-17 hover:border-ink/60 focus:border-ink focus-visible:outline-none"
        />
        <button
          type="submit"
          aria-label={edit ? "Save" : "Send"}
          disabled={!ready}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-ember text-on-ember transition-opacity duration-150 hover:brightness-105 disabled:bg-sunken disabled:text-muted"
        >
          {edit ? (
            <Check size={20} aria-hidden="true" />
          ) : (
            <SendHorizontal size={20} aria-hidden="true" />
          )}
        </button>
      </div>
    </form>
  );
}
