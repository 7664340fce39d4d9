export function UnreadBadge({ count, what = "unread" }: { count: number; what?: string }) {
  if (count === 0) return null;
  return (
    <span className="tabular absolute -top-1.5 left-3.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-ember px-1 text-[0.6875rem] leading-none font-bold text-on-ember">
      {count > 99 ? "99+" : count}
      <span className="sr-only"> {what}, </span>
    </span>
  );
}

/** Something waits there that is not counted. */
export function WaitingDot({ what }: { what: string }) {
  return (
    <span className="absolute -top-0.5 left-5 size-2.5 rounded-full bg-ember ring-2 ring-paper">
      <span className="sr-only"> {what}, </span>
    </span>
  );
}
