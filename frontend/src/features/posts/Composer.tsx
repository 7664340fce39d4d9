import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState, type KeyboardEvent } from "react";
import { useLimits } from "@/api/config";
import { useGate } from "@/api/gate";
import { useMe } from "@/api/me";
import { keepTrying } from "@/lib/keepTrying";
import { cx } from "@/lib/cx";
import { countGraphemes } from "@/lib/graphemes";
import { useStore } from "@/lib/store";
import { Button } from "@/ui/Button";
import { Ring } from "@/ui/Ring";
import { uploads } from "./attached";
import { isEmpty, type Composing, type Part } from "./draft";
import { ExpiryPicker } from "./ExpiryPicker";
import { PartEditor } from "./PartEditor";
import { expiryOf, usePublish } from "./publish";
import { QuoteCard } from "./QuoteCard";

const loadTools = () => import("./ComposerTools");
const ComposerTools = lazy(async () => ({ default: (await keepTrying(loadTools)).ComposerTools }));

interface ComposerProps {
  composing: Composing;
  /** Fills its container, with the cursor in it. */
  sheet?: boolean;
  onPosted?: () => void;
}

const RING_FROM = 0.8;

function Room({ used, limit }: { used: number; limit: number }) {
  const left = limit - used;
  if (used < limit * RING_FROM) return null;
  return (
    <span
      className={cx(
        "tabular flex items-center gap-1.5 text-13",
        left < 0 ? "font-bold text-danger" : "text-muted",
      )}
    >
      <Ring fraction={used / limit} warm={left <= limit * 0.1} danger={left < 0} size={20} />
      <span role="status">
        {left < 0 ? `${-left} too many` : left}
        <span className="sr-only">{left < 0 ? "" : " characters left"}</span>
      </span>
    </span>
  );
}

const lengthOf = (part: Part) => countGraphemes(part.text.trim());

export function Composer({ composing, sheet = false, onPosted }: ComposerProps) {
  const { writing: store, replyTo, quote } = composing;
  const writing = useStore(store);
  const attached = useStore(uploads);
  const [focused, setFocused] = useState(sheet);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const { limits } = useLimits();
  const me = useMe();
  const gate = useGate();
  const client = useQueryClient();
  const publish = usePublish();

  const { parts } = writing;
  const active = parts.find((part) => part.key === activeKey) ?? parts[0];
  const says = (part: Part) => part.text.trim() !== "" || part.media.length > 0;
  const arrived = (part: Part) => part.media.every((key) => attached[key]?.state === "ready");
  const ready = parts.every(
    (part) => says(part) && arrived(part) && lengthOf(part) <= limits.post_length,
  );
  const open = sheet || focused || !isEmpty(writing);
  const name = replyTo ? "Reply" : quote ? "Quote" : "New crud";

  useEffect(() => {
    if (open) void keepTrying(loadTools);
  }, [open]);

  const post = () => {
    if (!ready || !gate({ kind: "compose" })) return;
    if (writing.publishAt === null) {
      publish(composing);
      onPosted?.();
      return;
    }
    void import("./drafts")
      .then(({ saveDraft }) => saveDraft(client, composing, me, writing.publishAt))
      .then((saved) => {
        if (saved) onPosted?.();
      });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      post();
    }
  };

  const send = (
    <>
      {active && <Room used={lengthOf(active)} limit={limits.post_length} />}
      <Button type="submit" disabled={!ready}>
        {writing.publishAt !== null
          ? "Schedule"
          : replyTo
            ? "Reply"
            : parts.length > 1
              ? `Post all ${parts.length}`
              : "Post"}
      </Button>
    </>
  );

  return (
    <form
      aria-label={name}
      className={cx("px-4", sheet ? "flex flex-1 flex-col pt-3 pb-4" : "py-3")}
      onSubmit={(event) => {
        event.preventDefault();
        post();
      }}
    >
      {parts.map((part, index) => (
        <PartEditor
          key={part.key}
          composing={composing}
          part={part}
          index={index}
          open={open}
          sheet={sheet}
          used={lengthOf(part)}
          onFocus={() => {
            setFocused(true);
            setActiveKey(part.key);
          }}
          onKeyDown={onKeyDown}
        />
      ))}
      {quote && (
        <div className="mb-3 md:ml-14">
          <QuoteCard quote={{ state: "visible", post: { ...quote, quote: null } }} still />
        </div>
      )}
      {open && (
        <div className="appear mt-1 border-t border-line pt-3 md:ml-14">
          <ExpiryPicker
            value={expiryOf(writing, me)}
            onChange={(expiresIn) => store.set((now) => ({ ...now, expiresIn }))}
          />
          <Suspense fallback={<div className="mt-2 flex justify-end gap-3">{send}</div>}>
            {active && (
              <ComposerTools
                composing={composing}
                active={active}
                onAdded={setActiveKey}
                {...(onPosted && { onSaved: onPosted })}
              >
                {send}
              </ComposerTools>
            )}
          </Suspense>
        </div>
      )}
    </form>
  );
}
