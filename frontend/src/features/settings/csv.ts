export const MOST_BYTES = 1_000_000;

const HEAD = /^"?(account address|account|address|handle|acct)"?\s*(,|;|$)/i;

/** How many accounts a file of follows names; a first line that names columns is none of them. */
export function countAccounts(text: string): number {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "");
  return lines.length - (HEAD.test(lines[0] ?? "") ? 1 : 0);
}
