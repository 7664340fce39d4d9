import type { MutedWord } from "@/api/types";

export type Place = MutedWord["places"][number];

/** Where a word can be kept out of sight. */
export const places: readonly (readonly [Place, string])[] = [
  ["home", "Home feed"],
  ["public", "Public feeds and hashtags"],
  ["replies", "Replies"],
  ["notifications", "Notifications"],
];

const short: Record<Place, string> = {
  home: "home",
  public: "public feeds",
  replies: "replies",
  notifications: "notifications",
};

export function placesInWords(chosen: readonly Place[]): string {
  if (chosen.length === places.length) return "everywhere";
  const names = places.flatMap(([one]) => (chosen.includes(one) ? [short[one]] : []));
  return `in ${names.join(", ").replace(/, ([^,]+)$/, " and $1")}`;
}
