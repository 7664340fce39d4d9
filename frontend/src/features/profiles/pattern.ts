import { hueOf } from "@/ui/Avatar";

export interface Stroke {
  /** Where it lies and how far it has burned, 0 to 1. */
  y: number;
  left: number;
  length: number;
}

const LINES = 6;

/** A banner for who has none: a hue and a few fuses that stay with the handle. */
export function patternOf(handle: string): { hue: number; strokes: Stroke[] } {
  let seed = 17;
  for (const char of handle) seed = (seed * 33 + (char.codePointAt(0) ?? 0)) >>> 0;
  const next = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const strokes = Array.from({ length: LINES }, (_, index) => {
    const left = index % 2 === 0 ? 0 : next() * 0.35;
    return { y: (index + 0.5) / LINES, left, length: 0.2 + next() * (0.75 - left) };
  });
  return { hue: hueOf(handle), strokes };
}
