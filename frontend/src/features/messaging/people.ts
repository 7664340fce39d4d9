import type { Conversation, Me, Member, Sender } from "@/api/types";

/** Everyone but the reader. */
export function others(conversation: Conversation, me: Me | undefined): Member[] {
  const rest = conversation.members.filter(
    (one) => one.handle === null || one.handle !== me?.handle,
  );
  return rest.length > 0 ? rest : conversation.members.slice(0, 1);
}

export const names = (people: readonly Sender[]): string =>
  people.map((one) => one.display_name).join(", ");

export const nobody: Sender = { handle: null, display_name: "Someone", avatar_url: null };

export const isMe = (person: Pick<Sender, "handle">, me: Me | undefined): boolean =>
  person.handle !== null && person.handle === me?.handle;

/** How a member is called; who has left is known by their handle. */
export const nameAmong = (members: readonly Member[], handle: string): string =>
  members.find((one) => one.handle === handle)?.display_name ?? `@${handle}`;

const MOST_NAMES = 3;

/** A few names, and how many more there are. */
export function namesInShort(people: readonly Sender[]): string {
  const more = people.length - MOST_NAMES;
  if (more <= 0) return names(people);
  return `${names(people.slice(0, MOST_NAMES))} and ${more} ${more === 1 ? "other" : "others"}`;
}

/** What a conversation is called: by its title, or by who is in it. */
export function titleOf(conversation: Conversation, me: Me | undefined): string {
  const { title, kind, members } = conversation;
  if (title !== null) return title;
  if (kind === "group" && members.length === 1) return "Only you";
  return namesInShort(others(conversation, me)) || nobody.display_name;
}
