import type { Answered, Media } from "@/api/types";
import { keptByPerson } from "./kept";

/** A message that is not known to have been sent. */
export interface Unsent {
  clientId: string;
  conversationId: string;
  text: string;
  media: Media[];
  /** What their pictures show in words, where the server has yet to be told. */
  alts: { id: string; alt: string }[];
  postId: string | null;
  replyTo: Answered | null;
  createdAt: string;
  /** What is sending is tried until it has been sent; what was refused waits for the person. */
  state: "sending" | "failed";
  reason: string | null;
  /** How often it was tried in vain. */
  tries: number;
  /** Milliseconds since 1970 before which it is not tried again. */
  notBefore: number;
  /** The server has said when: nothing makes it earlier. */
  bidden: boolean;
}

/** What is sent: words, pictures that are there already, a crud. */
export type Content = Pick<Unsent, "text" | "media" | "alts" | "postId" | "replyTo">;

/** By client_id; over reloads, and the same in all tabs. */
export const outbox = keptByPerson<Unsent>("outbox");

const byTime = (a: Unsent, b: Unsent) => a.createdAt.localeCompare(b.createdAt);

/** What is to be sent in a conversation, in the order in which it was written. */
export const unsentIn = (all: Readonly<Record<string, Unsent>>, id: string): Unsent[] =>
  Object.values(all)
    .filter((one) => one.conversationId === id)
    .sort(byTime);

/** Goes by what the tabs have left: what another one has sent must not come back. */
export function update(clientId: string, changes: Partial<Unsent>): void {
  const one = outbox.fresh(clientId);
  outbox.put(clientId, one && { ...one, ...changes });
}
