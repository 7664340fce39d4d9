import { X } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { cx } from "@/lib/cx";
import { IconButton } from "./Button";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Fills the screen of a phone. */
  sheet?: boolean;
  /** Sits in the head, opposite the close button. */
  action?: ReactNode;
}

const FIELDS = "textarea, input:not([type=radio], [type=checkbox], [type=file])";

/** The platform's own modal: it holds the focus, closes on Esc and gives the focus back. */
export function Dialog({ title, onClose, children, sheet = false, action }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // Where one is to write, the cursor is there, not on the close button before it.
      dialog.querySelector<HTMLElement>(FIELDS)?.focus();
    }
    document.documentElement.classList.add("max-md:overflow-hidden");
    return () => {
      document.documentElement.classList.remove("max-md:overflow-hidden");
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a click on the veil is extra: Esc and the button close too
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={cx(
        "appear bg-raised text-ink shadow-high",
        sheet
          ? "m-0 h-dvh max-h-none w-full max-w-none md:mx-auto md:mt-[8vh] md:h-fit md:max-h-[84vh] md:w-150 md:rounded-xl"
          : "mx-auto mt-[14vh] w-[min(28rem,calc(100vw-2rem))] rounded-xl",
      )}
    >
      <div className="flex h-full flex-col">
        <header className="flex items-center gap-2 px-2 pt-2">
          <IconButton label="Close" onClick={onClose}>
            <X size={22} />
          </IconButton>
          <h2 id={id} className="flex-1 text-17 font-bold">
            {title}
          </h2>
          {action}
        </header>
        {children}
      </div>
    </dialog>
  );
}
