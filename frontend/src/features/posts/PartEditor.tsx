import { X } from "lucide-react";
import { lazy, Suspense, useEffect, useId, useRef, type KeyboardEvent } from "react";
import { useMe } from "@/api/me";
import { keepTrying } from "@/lib/keepTrying";
import { cx } from "@/lib/cx";
import { useLimits } from "@/api/config";
import { Avatar } from "@/ui/Avatar";
import { IconButton } from "@/ui/Button";
import { changePart, type Composing, type Part } from "./draft";
import { MentionList, useMentions } from "./Mentions";

const Attachments = lazy(async () => ({
  default: (await keepTrying(() => import("./Attachments"))).Attachments,
}));

interface PartEditorProps {
  composing: Composing;
  part: Part;
  index: number;
  open: boolean;
  sheet: boolean;
  used: number;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function labelOf({ replyTo, quote }: Composing, index: number): string {
  if (index > 0) return `Crud ${index + 1}`;
  if (replyTo) return "Your reply";
  return quote ? "What you say to it" : "What is on your mind";
}

/** One crud of those being written: its words, its warning, its images, what is wrong with it. */
export function PartEditor(props: PartEditorProps) {
  const { composing, part, index, open, sheet, used, onFocus, onKeyDown } = props;
  const { writing: store } = composing;
  const { parts, problem } = store.get();
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const me = useMe();
  const { limits } = useLimits();
  const label = labelOf(composing, index);
  const words = problem?.part === index ? problem.words : null;
  const mentions = useMentions(area, part.text, (text) => changePart(store, part.key, { text }));

  useEffect(() => {
    if (sheet && index === 0) area.current?.focus();
  }, [sheet, index]);

  const remove = () =>
    store.set((now) => ({
      ...now,
      problem: null,
      parts: now.parts.filter((one) => one.key !== part.key),
    }));

  return (
    <div className="relative flex gap-3" role="group" aria-label={label}>
      {index < parts.length - 1 && (
        <span aria-hidden="true" className="absolute top-13 bottom-1 left-[1.3rem] w-0.5 bg-line" />
      )}
      {me && <Avatar person={me} />}
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex">
          <textarea
            ref={area}
            data-part={part.key}
            aria-label={label}
            placeholder={label}
            aria-invalid={words !== null || used > limits.post_length || undefined}
            aria-describedby={words === null ? undefined : `${id}-problem`}
            dir="auto"
            rows={open ? (index === 0 ? 3 : 2) : 1}
            value={part.text}
            onChange={(event) => changePart(store, part.key, { text: event.target.value })}
            onFocus={onFocus}
            onKeyDown={(event) => {
              if (mentions.onKeyDown(event)) return;
              onKeyDown(event);
              if (event.key === "Escape" && !sheet) area.current?.blur();
            }}
            onSelect={mentions.look}
            onBlur={mentions.close}
            {...mentions.aria}
            className={cx(
              "field-sizing-content max-h-[50vh] w-full resize-none bg-transparent py-2 text-17 outline-none",
              sheet && parts.length === 1 && "min-h-28",
            )}
          />
          {parts.length > 1 && (
            <IconButton label={`Remove crud ${index + 1}`} onClick={remove} className="-mr-2">
              <X size={18} />
            </IconButton>
          )}
        </div>
        <MentionList {...mentions.list} />
        {part.warning !== null && (
          <label className="mb-2 flex min-h-11 items-center gap-2 rounded-md bg-sunken px-3 focus-within:outline-2 focus-within:outline-ink">
            <span className="shrink-0 text-13 font-semibold text-muted">Content warning</span>
            <input
              value={part.warning}
              maxLength={100}
              placeholder="What to be ready for"
              onChange={(event) => changePart(store, part.key, { warning: event.target.value })}
              className="min-h-11 min-w-0 flex-1 bg-transparent text-15 outline-none"
            />
          </label>
        )}
        {part.media.length > 0 && (
          <Suspense fallback={<div className="h-36" />}>
            <Attachments store={store} part={part} />
          </Suspense>
        )}
        {words !== null && (
          <p
            id={`${id}-problem`}
            role="alert"
            className="mb-2 rounded-md bg-danger-soft px-3 py-2 text-danger"
          >
            {words}
          </p>
        )}
      </div>
    </div>
  );
}
