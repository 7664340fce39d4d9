import { SendHorizontal } from "lucide-react";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useLimits } from "@/api/config";
import { countGraphemes } from "@/lib/graphemes";
import { useStore } from "@/lib/store";
import { drafts, setDraft } from "./drafts";

interface MessageFormProps {
  conversationId: string;
  onSend: (text: string) => void;
}

const coarse = () => window.matchMedia("(pointer: coarse)").matches;

/** Enter sends where there is a keyboard; on touch it makes a line, and the button sends. */
export function MessageForm({ conversationId, onSend }: MessageFormProps) {
  const text = useStore(drafts)[conversationId] ?? "";
  const { limits } = useLimits();
  const area = useRef<HTMLTextAreaElement>(null);
  const over = countGraphemes(text.trim()) - limits.message_length;
  const ready = text.trim() !== "" && over <= 0;

  useEffect(() => {
    if (!coarse()) area.current?.focus();
  }, [conversationId]);

  const send = () => {
    if (!ready) return;
    onSend(text.trim());
    setDraft(conversationId, "");
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    if (coarse() && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="border-t border-line px-3 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] md:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {over > 0 && (
        <p role="alert" className="tabular px-3 pb-2 text-15 text-danger">
          {over} {over === 1 ? "character" : "characters"} too many
        </p>
      )}
      <div className="flex items-end gap-2">
        <textarea
          ref={area}
          aria-label="Message"
          placeholder="Message"
          dir="auto"
          rows={1}
          value={text}
          aria-invalid={over > 0 || undefined}
          onChange={(event) => setDraft(conversationId, event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-40 min-h-11 flex-1 resize-none rounded-[22px] border border-wick/60 bg-raised px-4 py-2 text-17 hover:border-ink/60 focus:border-ink focus-visible:outline-none"
        />
        <button
          type="submit"
          aria-label="Send"
          disabled={!ready}
          className="grid size-11 shrink-0 place-items-center rounded-full bg-ember text-on-ember transition-opacity duration-150 hover:brightness-105 disabled:bg-sunken disabled:text-muted"
        >
          <SendHorizontal size={20} aria-hidden="true" />
        </button>
      </div>
    </form>
  );
}
