import type { Me, Message } from "@/api/types";
import { spanInWords } from "@/lib/time";
import { isMe } from "./people";

/** What happened to a conversation, in words: "Mira added Jonas". Null where nothing did. */
export function newsInWords({ news, sender }: Message, me: Me | undefined): string | null {
  if (!news) return null;
  const who = isMe(sender, me) ? "You" : sender.display_name;
  const whom = news.people.map((one) => (isMe(one, me) ? "you" : one.display_name)).join(", ");
  switch (news.what) {
    case "started":
      return `${who} started the group`;
    case "added":
      return `${who} added ${whom}`;
    case "removed":
      return `${who} removed ${whom}`;
    case "left":
      return `${who} left`;
    case "renamed":
      return news.title ? `${who} named it “${news.title}”` : `${who} took the name away`;
    case "pictured":
      return `${who} changed the picture`;
    case "owner_made":
      return `${who} made ${whom} an owner`;
    case "owner_unmade":
      return `${who} made ${whom} a member`;
    case "lasts":
      return news.lasts === null
        ? "Messages now stay"
        : `Messages now last ${spanInWords(news.lasts)}`;
  }
}
