import { Field } from "@/ui/Field";

interface CodeFieldProps {
  label: string;
  value: string;
  onChange: (digits: string) => void;
  error?: string | undefined;
  hint?: string;
}

export const isCode = (text: string): boolean => /^\d{4,10}$/.test(text);
/** What an authenticator app shows. */
export const isAppCode = (text: string): boolean => /^\d{6}$/.test(text);

/** Digits from an email or an app; the device may fill them in by itself. */
export function CodeField({ label, value, onChange, error, hint }: CodeFieldProps) {
  return (
    <Field
      label={label}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={10}
      value={value}
      onChange={(event) => onChange(event.target.value.replace(/\D/g, ""))}
      error={error}
      hint={hint}
      className="[&_input]:tabular [&_input]:text-24 [&_input]:tracking-[0.3em]"
    />
  );
}
