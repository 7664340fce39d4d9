import { Check } from "lucide-react";
import { cx } from "@/lib/cx";
import { countGraphemes } from "@/lib/graphemes";
import { Ring } from "@/ui/Ring";
import { PASSWORD_LENGTH } from "./checks";

/** The rule, in sight from the start, filling as one types. */
export function PasswordRules({ password }: { password: string }) {
  const length = countGraphemes(password);
  const met = length >= PASSWORD_LENGTH;
  return (
    <p className={cx("mt-1.5 flex items-center gap-2", met ? "text-ink" : "text-muted")}>
      {met ? (
        <Check size={16} aria-hidden="true" />
      ) : (
        <Ring fraction={length / PASSWORD_LENGTH} size={16} />
      )}
      At least {PASSWORD_LENGTH} characters. A few words are better than one clever one.
    </p>
  );
}
