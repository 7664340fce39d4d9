import { Check as Tick } from "lucide-react";

interface CheckProps {
  label: string;
  /** More about it, at the end of its row. */
  note?: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** One of several that may be taken together. */
export function Check({ label, note, on, onChange }: CheckProps) {
  return (
    <label className="relative flex min-h-11 items-center gap-3 rounded-md has-focus-visible:outline-2 has-focus-visible:outline-ink">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        className="peer absolute inset-0 z-1 size-full cursor-pointer appearance-none outline-none"
      />
      <span
        aria-hidden="true"
        className="grid size-6 shrink-0 place-items-center rounded-[6px] border border-wick bg-raised text-transparent peer-checked:border-ink peer-checked:bg-ink peer-checked:text-paper"
      >
        <Tick size={16} strokeWidth={3} />
      </span>
      <span className="min-w-0 flex-1 py-1.5 leading-tight [overflow-wrap:anywhere]">{label}</span>
      {note && <span className="tabular shrink-0 text-13 text-muted">{note}</span>}
    </label>
  );
}
