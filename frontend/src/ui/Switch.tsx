import type { ReactNode } from "react";

interface SwitchProps {
  id: string;
  on: boolean;
  onChange: (on: boolean) => void;
  /** Id of the text that names it. */
  labelledBy: string;
  describedBy?: string;
}

/** On or off, at once. The box around it may be its label: then that can be pressed too. */
export function Switch({ id, on, onChange, labelledBy, describedBy }: SwitchProps): ReactNode {
  return (
    <span className="relative grid h-11 w-13 shrink-0 place-items-center">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={on}
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.checked)}
        className="peer absolute inset-0 z-1 size-full cursor-pointer appearance-none outline-none"
      />
      <span
        aria-hidden="true"
        className="h-7 w-12 rounded-full bg-wick transition-colors duration-150 peer-checked:bg-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-ink"
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-2.5 left-1 size-6 rounded-full bg-paper shadow-low transition-transform duration-150 peer-checked:translate-x-5"
      />
    </span>
  );
}
