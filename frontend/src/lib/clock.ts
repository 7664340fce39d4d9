/**
 * The server's time as far as we know it. Fuses burn by the server's clock, so a device
 * whose clock is wrong by more than a little is corrected from the Date of its answers.
 */
const TOLERATED_MS = 5_000;
let offset = 0;

export function noteServerDate(header: string | null): void {
  if (!header) return;
  const server = Date.parse(header);
  if (Number.isNaN(server)) return;
  const difference = server - Date.now();
  offset = Math.abs(difference) > TOLERATED_MS ? difference : 0;
}

/** Milliseconds since the epoch. */
export const now = (): number => Date.now() + offset;
