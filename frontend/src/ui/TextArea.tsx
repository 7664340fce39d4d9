import { useId, type TextareaHTMLAttributes } from "react";
import { cx } from "@/lib/cx";
import { inputLook } from "./Field";

interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id"> {
  label: string;
  hint?: string;
  error?: string | undefined;
}

export function TextArea({ label, hint, error, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-15 font-semibold">
        {label}
      </label>
      <textarea
        id={id}
        dir="auto"
        className={cx(inputLook, "resize-y py-2.5")}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-note`}
        {...rest}
      />
      <p
        id={`${id}-note`}
        role={error ? "alert" : undefined}
        className={cx("tabular mt-1 text-15", error ? "text-danger" : "text-muted")}
      >
        {error ?? hint}
      </p>
    </div>
  );
}
