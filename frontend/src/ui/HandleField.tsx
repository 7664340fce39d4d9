import { Check } from "lucide-react";
import { Field } from "./Field";
import { Mark } from "./Mark";

interface Answer {
  handle: string;
  available: boolean;
  reason: string | null;
  suggestions: string[];
}

interface HandleFieldProps {
  value: string;
  onChange: (handle: string) => void;
  /** What is known of it; see `useHandleCheck`. */
  check: { answer?: Answer; asking: boolean; shortest: number; longest: number };
  error?: string | undefined;
}

const tidy = (typed: string): string => typed.trim().replace(/^@/, "").toLowerCase();

function reasonInWords(answer: Answer): string {
  if (answer.reason === "handle_taken") return `@${answer.handle} is taken.`;
  if (answer.reason === "handle_reserved") return `@${answer.handle} is kept for Cruddur itself.`;
  return "A handle has letters from a to z, digits and underscores, with at least one letter.";
}

/** A handle that is being chosen: whether it is free, and what else would be. */
export function HandleField({ value, onChange, check, error }: HandleFieldProps) {
  const { answer, asking, shortest, longest } = check;
  const refused = error ?? (answer && !answer.available ? reasonInWords(answer) : undefined);
  const free = !error && answer?.available;
  return (
    <Field
      label="Handle"
      lead="@"
      name="handle"
      autoComplete="nickname"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={longest + 1}
      value={value}
      onChange={(event) => onChange(tidy(event.target.value))}
      error={refused}
      hint={
        free ? (
          <span role="status">@{value} is free.</span>
        ) : (
          `${shortest} to ${longest} letters, digits or underscores.`
        )
      }
      tail={
        <span className="mr-3">
          {free ? (
            <Check size={20} aria-hidden="true" />
          ) : (
            asking && value.length >= shortest && <Mark size={18} burning />
          )}
        </span>
      }
    >
      {refused && answer && answer.suggestions.length > 0 && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <span className="text-muted">Still free:</span>
          {answer.suggestions.map((one) => (
            <button
              key={one}
              type="button"
              className="min-h-11 rounded-full border border-wick/60 px-4 font-semibold hover:border-ink hover:bg-sunken"
              onClick={() => onChange(one)}
            >
              @{one}
            </button>
          ))}
        </div>
      )}
    </Field>
  );
}
