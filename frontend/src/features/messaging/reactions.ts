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

const NAMED = 10;

/** Who it was, in words: "You, Ben and Tala". Who is gone is counted and has no name. */
export function whose(
  { mine, count, others }: Reaction,
  nameOf: (handle: string) => string,
): string {
  const named = [...(mine ? ["You"] : []), ...others.map(nameOf)].slice(0, NAMED);
  const rest = count - named.length;
  if (named.length === 0) return rest === 1 ? "1 person" : `${rest} people`;
  const all = rest > 0 ? [...named, rest === 1 ? "1 other" : `${rest} others`] : named;
  const last = all.at(-1) ?? "";
  return all.length === 1 ? last : `${all.slice(0, -1).join(", ")} and ${last}`;
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
  const mine = { emoji, count: (same?.count ?? 0) + 1, mine: true, others: same?.others ?? [] };
  const all = same ? others.map((one) => (one === same ? mine : one)) : [...others, mine];
  return all.sort((a, b) => b.count - a.count);
}
