import type { Conversation, Me, Sender } from "@/api/types";

/** Everyone but the reader. */
export function others(conversation: Conversation, me: Me | undefined): Sender[] {
  const rest = conversation.members.filter(
    (one) => one.handle === null || one.handle !== me?.handle,
  );
  return rest.length > 0 ? rest : conversation.members.slice(0, 1);
}

export const names = (people: readonly Sender[]): string =>
  people.map((one) => one.display_name).join(", ");

export const nobody: Sender = { handle: null, display_name: "Someone", avatar_url: null };
