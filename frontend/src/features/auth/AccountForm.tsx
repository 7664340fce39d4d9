import type { ReactNode } from "react";
import { Button } from "@/ui/Button";

interface AccountFormProps {
  /** What is wrong with all of it. */
  problem?: string | undefined;
  submit: string;
  busy: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** A form inside a page of settings. */
export function AccountForm({
  problem,
  submit,
  busy,
  onSubmit,
  onCancel,
  children,
}: AccountFormProps) {
  return (
    <form
      noValidate
      className="grid max-w-100 gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      {problem && (
        <p role="alert" className="text-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={busy}>
          {submit}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
