export const MOST_BYTES = 1_000_000;

const HEADER = "account address";

/** The first cell of a line, as addresses are compared. */
const addressIn = (line: string): string =>
  (line.split(/[,;]/)[0] ?? "").replace(/["\s]/g, "").replace(/^@/, "").toLowerCase();

/** About how many people a file of follows names; the server reads it for itself. */
export function countPeople(text: string): number {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "");
  const people = lines[0]?.toLowerCase().includes(HEADER) ? lines.slice(1) : lines;
  return new Set(people.map(addressIn)).size;
}
