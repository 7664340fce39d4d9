interface MarkProps {
  size?: number;
  /** Turns, for waiting. */
  burning?: boolean;
}

/** The mark: a C that is a fuse, with its ember at the open end. */
export function Mark({ size = 28, burning = false }: MarkProps) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      aria-hidden="true"
      className={burning ? "burning" : undefined}
    >
      <path
        d="M25.2 8.9A11.3 11.3 0 1 0 25.2 23.1"
        fill="none"
        stroke="currentColor"
        strokeWidth="4.4"
        strokeLinecap="round"
      />
      <circle cx="25.7" cy="8.4" r="4" className="fill-ember" />
    </svg>
  );
}
