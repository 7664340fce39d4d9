const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** For how long one mutes; null is for ever. */
export const durations = [
  [HOUR_MS, "1 hour"],
  [DAY_MS, "1 day"],
  [7 * DAY_MS, "7 days"],
  [30 * DAY_MS, "30 days"],
  [null, "For ever"],
] as const;

export type Duration = (typeof durations)[number][0];

export const untilOf = (duration: Duration, at: number): string | null =>
  duration === null ? null : new Date(at + duration).toISOString();
