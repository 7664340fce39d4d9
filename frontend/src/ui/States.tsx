import { CloudOff, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./Button";
import { Mark } from "./Mark";

interface StateProps {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
  /** The title is that of the whole page. */
  page?: boolean;
}

/** An empty place that says what to do next. */
export function EmptyState({ title, children, icon, action, page = false }: StateProps) {
  const Title = page ? "h1" : "h2";
  return (
    <div className="appear flex flex-col items-center px-8 py-16 text-center">
      <div className="mb-5 text-wick">{icon ?? <Mark size={44} />}</div>
      <Title className="text-20 font-bold">{title}</Title>
      {children && <p className="mt-2 max-w-[36ch] text-muted">{children}</p>}
      {action && <div className="mt-6">{action}</div>}
    </div>
  );
}

interface TroubleProps {
  words: string;
  onRetry: () => void;
  offline?: boolean;
}

export function TroubleState({ words, onRetry, offline = false }: TroubleProps) {
  return (
    <div role="alert">
      <EmptyState
        title={offline ? "You are offline" : "This did not load"}
        icon={<CloudOff size={40} strokeWidth={1.5} />}
        action={
          <Button look="outline" onClick={onRetry}>
            <RotateCw size={18} /> Try again
          </Button>
        }
      >
        {words}
      </EmptyState>
    </div>
  );
}

export function Waiting({ label = "Loading" }: { label?: string }) {
  return (
    <div role="status" className="grid place-items-center py-16 text-wick">
      <Mark size={32} burning />
      <span className="sr-only">{label}</span>
    </div>
  );
}
