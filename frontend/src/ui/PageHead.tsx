import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation, useNavigate } from "react-router";
import { IconButton } from "./Button";

interface PageHeadProps {
  title: ReactNode;
  back?: boolean;
  /** Where the arrow leads when nothing of ours came before. */
  up?: string;
  action?: ReactNode;
  sub?: ReactNode;
}

/** Nothing of ours came before: the page was opened by its address, and may have changed it. */
const isFirst = (key: string): boolean =>
  key === "default" || (window.history.state as { idx?: number } | null)?.idx === 0;

export function useGoBack(fallback = "/"): () => void {
  const navigate = useNavigate();
  const { key } = useLocation();
  return () => void (isFirst(key) ? navigate(fallback) : navigate(-1));
}

/** The head of a column: stays while its list scrolls. */
export function PageHead({ title, back = false, up = "/", action, sub }: PageHeadProps) {
  const goBack = useGoBack(up);
  return (
    <header className="sticky top-0 z-20 flex min-h-15 items-center gap-1 border-b border-line bg-paper/92 px-4 backdrop-blur-md">
      {back && (
        <IconButton label="Back" className="-ml-2.5" onClick={goBack}>
          <ArrowLeft size={22} />
        </IconButton>
      )}
      <div className="min-w-0 flex-1 py-2">
        <h1 className="truncate text-20 font-bold">{title}</h1>
        {sub && <p className="tabular truncate text-13 text-muted">{sub}</p>}
      </div>
      {action}
    </header>
  );
}
