import { groups, settings, type Entry, type GroupName, type SettingName } from "./catalogue";

export interface GroupOfHits {
  group: GroupName;
  hits: SettingName[];
}

interface Piece {
  text: string;
  hit: boolean;
}

const BETWEEN = /([^\p{L}\p{N}]+)/u;

/** Lower case, without accents. */
const fold = (text: string): string => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

const wordsOf = (text: string): string[] => fold(text).split(BETWEEN).filter(isWord);
const isWord = (piece: string): boolean => piece !== "" && !BETWEEN.test(piece);

const begins = (text: string, word: string): boolean =>
  wordsOf(text).some((one) => one.startsWith(word));

/** 3 for a word in the label, 2 in the description, 1 in what else it is called, 0 nowhere. */
function points(entry: Entry, word: string): number {
  if (begins(entry.label, word)) return 3;
  if (begins(entry.about, word)) return 2;
  return begins(`${entry.also} ${groups[entry.group].label}`, word) ? 1 : 0;
}

/** The settings that all words of a query mean, best first, in the groups they belong to. */
export function find(query: string): GroupOfHits[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const by = new Map<GroupName, SettingName[]>();
  (Object.entries(settings) as [SettingName, Entry][])
    .map(([name, entry]) => ({ name, entry, scores: words.map((word) => points(entry, word)) }))
    .filter(({ scores }) => !scores.includes(0))
    .sort((a, b) => Math.max(...b.scores) - Math.max(...a.scores))
    .forEach(({ name, entry: { group } }) => by.set(group, [...(by.get(group) ?? []), name]));
  return [...by].map(([group, hits]) => ({ group, hits }));
}

/** The text in pieces; what a word of the query has found is a hit. */
export function marked(text: string, query: string): Piece[] {
  const words = wordsOf(query).sort((a, b) => b.length - a.length);
  return text
    .split(BETWEEN)
    .flatMap((piece) => {
      const found = words.find((word) => fold(piece).startsWith(word))?.length ?? 0;
      return [
        { text: piece.slice(0, found), hit: true },
        { text: piece.slice(found), hit: false },
      ];
    })
    .filter(({ text: one }) => one !== "");
}
