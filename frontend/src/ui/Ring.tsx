import { cx } from "@/lib/cx";

interface RingProps {
  /** 0 to 1. */
  fraction: number;
  warm?: boolean;
  danger?: boolean;
  size?: number;
}

/** A small round fuse. What it says is always said in text beside it. */
export function Ring({ fraction, warm = false, danger = false, size = 16 }: RingProps) {
  const part = Math.max(0, Math.min(1, fraction));
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      aria-hidden="true"
      className="fuse-ring -rotate-90"
    >
      <circle className="fuse-ring-track" cx="10" cy="10" r="8.2" pathLength="100" />
      {part > 0 && (
        <circle
          className={cx("fuse-ring-line", danger && "stroke-danger!")}
          data-warm={warm}
          cx="10"
          cy="10"
          r="8.2"
          pathLength="100"
          strokeDashoffset={100 - part * 100}
        />
      )}
    </svg>
  );
}
