import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useLimits } from "@/api/config";
import { useGate } from "@/api/gate";
import { useMe } from "@/api/me";
import { cx } from "@/lib/cx";
import { countGraphemes } from "@/lib/graphemes";
import { useStore } from "@/lib/store";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Ring } from "@/ui/Ring";
import { draft, keepExpiry, lastExpiry, refusalReason } from "./draft";
import { ExpiryPicker } from "./ExpiryPicker";
import { usePublish } from "./publish";

interface ComposerProps {
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

export function Composer({ sheet = false, onPosted }: ComposerProps) {
  const text = useStore(draft);
  const reason = useStore(refusalReason);
  const [expiry, setExpiry] = useState(lastExpiry);
  const [focused, setFocused] = useState(sheet);
  const problemId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { limits } = useLimits();
  const me = useMe();
  const gate = useGate();
  const publish = usePublish();
  const used = countGraphemes(text.trim());
  const ready = used > 0 && used <= limits.post_length;
  const open = sheet || focused || text !== "";

  useEffect(() => {
    if (sheet) area.current?.focus();
  }, [sheet]);

  const post = () => {
    if (!ready || !gate({ kind: "compose" })) return;
    publish({ text: text.trim(), expires_in: expiry });
    onPosted?.();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      post();
    } else if (event.key === "Escape" && !sheet) area.current?.blur();
  };

  return (
    <form
      aria-label="New crud"
      className={cx("flex gap-3 px-4", sheet ? "flex-1 pt-3 pb-4" : "py-3")}
      onSubmit={(event) => {
        event.preventDefault();
        post();
      }}
    >
      {me && <Avatar person={me} />}
      <div className="flex min-w-0 flex-1 flex-col">
        <textarea
          ref={area}
          aria-label="What is on your mind"
          placeholder="What is on your mind"
          aria-invalid={reason !== null || used > limits.post_length || undefined}
          aria-describedby={reason === null ? undefined : problemId}
          dir="auto"
          rows={open ? 3 : 1}
          value={text}
          onChange={(event) => {
            refusalReason.set(null);
            draft.set(event.target.value);
          }}
          onFocus={() => setFocused(true)}
          onKeyDown={onKeyDown}
          className={cx(
            "field-sizing-content max-h-[50vh] w-full resize-none bg-transparent py-2 text-17 outline-none",
            sheet && "min-h-32 flex-1 md:flex-none",
          )}
        />
        {reason !== null && (
          <p
            id={problemId}
            role="alert"
            className="mb-2 rounded-md bg-danger-soft px-3 py-2 text-danger"
          >
            {reason}
          </p>
        )}
        {open && (
          <div className="appear mt-1 -ml-14 border-t border-line pt-3 pl-0 md:ml-0">
            <ExpiryPicker
              value={expiry}
              onChange={(seconds) => {
                setExpiry(seconds);
                keepExpiry(seconds);
              }}
            />
            <div className="mt-2 flex min-h-11 items-center justify-end gap-4">
              <Room used={used} limit={limits.post_length} />
              <Button type="submit" disabled={!ready}>
                Post
              </Button>
            </div>
          </div>
        )}
      </div>
    </form>
  );
}
