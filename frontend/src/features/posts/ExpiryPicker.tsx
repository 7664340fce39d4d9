import { useId } from "react";
import { useLimits } from "@/api/config";
import { cx } from "@/lib/cx";
import { spanInWords, spanShort } from "@/lib/time";

interface ExpiryPickerProps {
  value: number | null;
  onChange: (seconds: number | null) => void;
}

/** How long the fuse is: a row of stops along a line that is lit up to the chosen one. */
export function ExpiryPicker({ value, onChange }: ExpiryPickerProps) {
  const { expiry_choices: choices } = useLimits();
  const name = useId();
  const chosen = Math.max(0, choices.indexOf(value));
  return (
    <fieldset className="min-w-0">
      <legend className="text-13 text-muted">
        {value === null ? "Stays until you delete it" : `Gone after ${spanInWords(value)}`}
      </legend>
      <div className="relative mt-0.5 flex">
        {choices.map((choice, index) => (
          <label
            key={choice ?? "never"}
            className="group relative flex h-11 flex-1 flex-col items-center justify-end"
          >
            <input
              type="radio"
              name={name}
              className="peer absolute inset-0 z-10 size-full cursor-pointer appearance-none outline-none"
              checked={choice === value}
              onChange={() => onChange(choice)}
              aria-label={choice === null ? "Never" : spanInWords(choice)}
            />
            {index > 0 && (
              <span
                className={cx(
                  "absolute top-2.5 right-1/2 h-0.5 w-full",
                  value !== null && index <= chosen ? "bg-wick" : "bg-line",
                )}
              />
            )}
            <span
              className={cx(
                "absolute top-2.75 z-1 size-2.5 -translate-y-1/2 rounded-full transition-transform duration-150",
                "peer-focus-visible:outline-2 peer-focus-visible:outline-offset-3 peer-focus-visible:outline-ink",
                choice === value
                  ? "scale-130 bg-ember"
                  : value !== null && index < chosen
                    ? "bg-wick"
                    : "bg-line group-hover:bg-wick",
              )}
            />
            <span
              aria-hidden="true"
              className={cx(
                "tabular relative pb-1 text-13",
                choice === value ? "font-bold text-ink" : "text-muted",
              )}
            >
              {choice === null ? "never" : spanShort(choice)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
