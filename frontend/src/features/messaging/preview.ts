import type { Conversation, Me, Message } from "@/api/types";
import { now } from "@/lib/clock";
import { newsInWords } from "./news";
import { isMe } from "./people";

/** What a line of the inbox says of the last message. */
export interface Preview {
  /** "You", or the name of who said it in a group. */
  who: string | null;
  text: string;
  /** These are not somebody's words. */
  quiet: boolean;
}

const quietly = (text: string): Preview => ({ who: null, text, quiet: true });

function deletedInWords({ sender }: Message, me: Me | undefined): string {
  if (sender.handle === null) return "Gone with the person who wrote it";
  return isMe(sender, me) ? "You deleted a message" : "Message deleted";
}

/** What a message carries besides its words. */
function carried({ media, post_id }: Message): string {
  if (media.length > 0) return media.length === 1 ? "Photo" : `${media.length} photos`;
  return post_id === null ? "" : "A crud";
}

const isOver = ({ expires_at }: Message, at: number): boolean =>
  expires_at !== null && Date.parse(expires_at) <= at;

export function previewOf(
  { kind, last_message: last }: Conversation,
  me: Me | undefined,
  at = now(),
): Preview {
  if (!last) return quietly("No messages");
  if (isOver(last, at)) return quietly("Burned out");
  if (last.deleted) return quietly(deletedInWords(last, me));
  const news = newsInWords(last, me);
  if (news !== null) return quietly(news);
  const name = kind === "group" ? last.sender.display_name : null;
  const who = isMe(last.sender, me) ? "You" : name;
  return { who, text: last.text || carried(last), quiet: false };
}
