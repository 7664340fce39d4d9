import { useId } from "react";

interface ChoiceProps<T> {
  /** What is chosen between, for those who hear it; shown where `shown` says so. */
  legend: string;
  shown?: boolean;
  list: readonly (readonly [value: T, label: string])[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few, all in sight. */
export function Choice<T>({ legend, shown = false, list, value, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={shown ? "mb-1.5 text-15 font-semibold" : "sr-only"}>{legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {list.map(([one, label]) => (
          <label
            key={label}
            className="relative flex min-h-11 items-center rounded-full border border-line px-4 font-semibold text-muted transition-colors duration-150 hover:border-wick has-checked:border-ink has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink"
          >
            <input
              type="radio"
              name={name}
              checked={one === value}
              onChange={() => onChange(one)}
              className="absolute inset-0 cursor-pointer appearance-none outline-none"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
