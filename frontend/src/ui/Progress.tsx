interface ProgressProps {
  label: string;
  done: number;
  /** 0 while it is not known yet. */
  total: number;
}

/** How far something is that takes a while. */
export function Progress({ label, done, total }: ProgressProps) {
  const part = total === 0 ? 0 : Math.min(1, done / total);
  return (
    <div>
      <div className="mb-1.5 flex justify-between gap-3 text-muted">
        <span>{label}</span>
        {total > 0 && (
          <span className="tabular">
            {done.toLocaleString()} of {total.toLocaleString()}
          </span>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total || 1}
        aria-valuenow={total === 0 ? undefined : done}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        {total === 0 ? (
          <div className="shimmer h-full bg-wick!" />
        ) : (
          <div
            className="h-full origin-left rounded-full bg-ink transition-transform duration-200"
            style={{ transform: `scaleX(${part})` }}
          />
        )}
      </div>
    </div>
  );
}
