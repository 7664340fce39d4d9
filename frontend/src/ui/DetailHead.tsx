import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { cx } from "@/lib/cx";
import { PageTitle } from "@/lib/title";

interface DetailHeadProps {
  title: string;
  /** Where it belongs: the arrow leads there. */
  up: string;
  upLabel: string;
  /** From 768 px its list stands beside it, so no arrow is needed. */
  beside?: boolean;
  action?: ReactNode;
}

/** The head of what was chosen from a list. */
export function DetailHead({ title, up, upLabel, beside = false, action }: DetailHeadProps) {
  return (
    <header className="sticky top-0 z-20 flex min-h-15 items-center gap-1 border-b border-line bg-paper/92 px-4 backdrop-blur-md">
      <PageTitle>{title}</PageTitle>
      <Link
        to={up}
        aria-label={upLabel}
        title={upLabel}
        className={cx(
          "-ml-2.5 grid size-11 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink",
          beside && "md:hidden",
        )}
      >
        <ArrowLeft size={22} aria-hidden="true" />
      </Link>
      <h1 className="min-w-0 flex-1 truncate py-2 text-20 font-bold">{title}</h1>
      {action}
    </header>
  );
}
