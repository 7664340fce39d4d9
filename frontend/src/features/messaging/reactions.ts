import type { Message } from "@/api/types";
import { countGraphemes, graphemes } from "@/lib/graphemes";

export type Reaction = Message["reactions"][number];

/** One emoji, as far as a page can tell; the API knows. */
export const isEmoji = (grapheme: string): boolean =>
  /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20e3/u.test(grapheme) &&
  countGraphemes(grapheme) === 1;

/** Emoji and nothing else, so few that they are shown large. */
export function isFewEmoji(text: string): boolean {
  const parts = Array.from(graphemes(text)).filter((one) => one.trim() !== "");
  return parts.length > 0 && parts.length <= 3 && parts.every(isEmoji);
}

/** One's own, or null. */
export const chosen = (reactions: readonly Reaction[]): string | null =>
  reactions.find((one) => one.mine)?.emoji ?? null;

/** The reactions with one's own being this emoji, or none. Most frequent first. */
export function withReaction(reactions: readonly Reaction[], emoji: string | null): Reaction[] {
  const others = reactions
    .map((one) => (one.mine ? { ...one, mine: false, count: one.count - 1 } : one))
    .filter((one) => one.count > 0);
  if (emoji === null) return others;
  const same = others.find((one) => one.emoji === emoji);
  const mine = { emoji, count: (same?.count ?? 0) + 1, mine: true };
  const all = same ? others.map((one) => (one === same ? mine : one)) : [...others, mine];
  return all.sort((a, b) => b.count - a.count);
}
