import { Eye, EyeOff } from "lucide-react";
import { useId, useState, type InputHTMLAttributes, type ReactNode } from "react";
import { cx } from "@/lib/cx";
import { IconButton } from "./Button";

export const inputLook =
  "w-full rounded-md border border-wick/70 bg-raised px-3.5 text-17 text-ink transition-colors duration-150 hover:border-ink/60 focus:border-ink aria-invalid:border-danger";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "id"> {
  label: string;
  /** The label is only heard: what surrounds the field shows what it is. */
  hideLabel?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  /** Sits inside, at the start: an "@" or the like. */
  lead?: ReactNode;
  /** Sits inside, at the end. */
  tail?: ReactNode;
  /** Said politely when it changes, below the field. */
  children?: ReactNode;
}

/** A labelled input; what is wrong with it is said right below and read out. */
export function Field({
  label,
  hideLabel = false,
  hint,
  error,
  lead,
  tail,
  children,
  className,
  ...input
}: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "mb-1.5 block text-15 font-semibold"}>
        {label}
      </label>
      <div className="relative">
        {lead !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 left-3.5 flex items-center text-17 text-muted">
            {lead}
          </span>
        )}
        <input
          id={id}
          className={cx(
            inputLook,
            "h-12",
            lead !== undefined && "pl-8.5",
            tail !== undefined && "pr-12",
          )}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          {...input}
        />
        {tail !== undefined && (
          <span className="absolute inset-y-0 right-0.5 flex items-center">{tail}</span>
        )}
      </div>
      {note && (
        <p
          id={`${id}-note`}
          role={error ? "alert" : undefined}
          className={cx("mt-1.5 text-15", error ? "text-danger" : "text-muted")}
        >
          {note}
        </p>
      )}
      {children}
    </div>
  );
}

export function PasswordField(props: Omit<FieldProps, "type" | "tail">) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      {...props}
      type={shown ? "text" : "password"}
      autoCapitalize="none"
      spellCheck={false}
      tail={
        <IconButton
          label={shown ? "Hide the characters" : "Show the characters"}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={20} /> : <Eye size={20} />}
        </IconButton>
      }
    />
  );
}
