import { Search, X } from "lucide-react";
import { useRef } from "react";
import { cx } from "@/lib/cx";
import { useHotkeys } from "@/lib/hotkeys";
import { IconButton } from "./Button";
import { inputLook } from "./Field";
import { Mark } from "./Mark";

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** What it was asked for is being looked for. */
  busy?: boolean;
}

/** The search of a page: `/` leads into it, Esc and a button clear it. */
export function SearchField({ label, value, onChange, busy = false }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useHotkeys({ "/": () => field.current?.focus() });
  const clear = () => {
    onChange("");
    field.current?.focus();
  };
  return (
    <div role="search" className="relative">
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-3 left-3.5 grid size-5 place-items-center text-muted"
      >
        {busy ? <Mark size={18} burning /> : <Search size={19} />}
      </span>
      <input
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        autoComplete="off"
        maxLength={100}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && value) clear();
        }}
        className={cx(inputLook, "h-11 rounded-full! pr-11 pl-10.5")}
      />
      {value ? (
        <IconButton label="Clear the search" className="absolute inset-y-0 right-0" onClick={clear}>
          <X size={18} />
        </IconButton>
      ) : (
        <kbd
          aria-hidden="true"
          className="pointer-events-none absolute top-2.5 right-3 hidden h-6 min-w-6 place-items-center rounded-[6px] border border-line font-sans text-13 text-muted md:grid"
        >
          /
        </kbd>
      )}
    </div>
  );
}
