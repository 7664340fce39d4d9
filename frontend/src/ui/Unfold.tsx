import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "./Button";

interface UnfoldProps {
  label: string;
  look?: "outline" | "danger";
  children: (close: () => void) => ReactNode;
}

const FIRST = "input:not([type=hidden], [hidden]), button, a[href]";

// Of the page's head and of a phone's bar, which lie over what scrolls.
const HEAD = 72;
const BAR = 96;

/** Scrolls only where a part of it is out of sight; of what is taller than the page, the start. */
function bringIntoView(element: HTMLElement): void {
  const { top, bottom, height } = element.getBoundingClientRect();
  if (top >= HEAD && bottom <= window.innerHeight - BAR) return;
  const fits = height <= window.innerHeight - HEAD - BAR;
  element.scrollIntoView({ block: fits && top >= HEAD ? "end" : "start" });
}

/** A button that gives way to what it opens, and is there again, focused, when that closes. */
export function Unfold({ label, look = "outline", children }: UnfoldProps) {
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const was = useRef(open);
  useEffect(() => {
    if (was.current === open) return;
    was.current = open;
    if (!ref.current) return;
    bringIntoView(ref.current);
    ref.current.querySelector<HTMLElement>(FIRST)?.focus({ preventScroll: true });
  }, [open]);
  return (
    <div ref={ref} className="scroll-mt-18 scroll-mb-24">
      {open ? (
        <div className="appear">{children(() => setOpen(false))}</div>
      ) : (
        <Button look={look} onClick={() => setOpen(true)}>
          {label}
        </Button>
      )}
    </div>
  );
}

interface ConfirmProps {
  question: string;
  yes: string;
  no: string;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** For what cannot be undone: one more look at it. */
export function Confirm({ question, yes, no, busy, onYes, onNo }: ConfirmProps) {
  return (
    <div role="group" aria-label={question}>
      <p className="mb-3">{question}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="outline" onClick={onNo}>
          {no}
        </Button>
        <Button look="danger" busy={busy} onClick={onYes}>
          {yes}
        </Button>
      </div>
    </div>
  );
}
