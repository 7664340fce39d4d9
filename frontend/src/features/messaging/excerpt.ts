import type { Answered, Message } from "@/api/types";
import { graphemes } from "@/lib/graphemes";

const LENGTH = 140;

/** The beginning of a text, as the API gives it of what is answered. */
export function excerptOf(text: string): string {
  let beginning = "";
  let left = LENGTH;
  for (const grapheme of graphemes(text)) {
    if (left === 0) break;
    beginning += grapheme;
    left -= 1;
  }
  return beginning;
}

/** A message as what answers it shows it. */
export const asAnswered = (message: Message): Answered => ({
  id: message.id,
  sender: message.sender,
  text: excerptOf(message.text),
  state: "there",
});
