const units = ["bytes", "kB", "MB", "GB"] as const;

/** 1_234_567 is "1.2 MB". */
export function sizeInWords(bytes: number): string {
  const step = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1_000 ** step;
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(undefined, { maximumFractionDigits: digits })} ${units[step] ?? ""}`;
}
