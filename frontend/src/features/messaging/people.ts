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

/** What a conversation is called: by its title, or by who is in it. */
export const titleOf = (conversation: Conversation, me: Me | undefined): string =>
  conversation.title ?? (names(others(conversation, me)) || nobody.display_name);
