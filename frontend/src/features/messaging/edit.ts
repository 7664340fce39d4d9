import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, unwrap } from "@/api/client";
import { reasonOf } from "@/api/errors";
import type { Conversation, ConversationChanges } from "@/api/types";
import { spanInWords } from "@/lib/time";
import { toast } from "@/ui/toasts";
import { changeConversation, putConversation } from "./conversations";

/* What is changed of a conversation for everybody in it. */

export async function editConversation(
  client: QueryClient,
  id: string,
  body: ConversationChanges,
): Promise<void> {
  const params = { path: { conversation_id: id } };
  putConversation(
    client,
    await unwrap(api.PATCH("/api/v1/conversations/{conversation_id}", { params, body })),
  );
}

/** How long messages may last: seconds, null for ever. */
export const lastsChoices: readonly (readonly [number | null, string])[] = [
  [null, "Off"],
  [3_600, "1 hour"],
  [86_400, "1 day"],
  [604_800, "7 days"],
];

const forAll = "for everyone, on every device, and from where it was kept";

export const lastsInWords = (lasts: number | null): string =>
  lasts === null
    ? `Messages stay. Set a time, and new messages burn after it: they are gone ${forAll}.`
    : `Each new message burns ${spanInWords(lasts)} after it is sent: it is gone ${forAll}. What was sent before stays as it was.`;

/** Sets how long messages last, at once; a refusal puts it back. */
export function useSetLasts({ id, lasts: before }: Conversation): (lasts: number | null) => void {
  const client = useQueryClient();
  return useCallback(
    (lasts) => {
      const put = (next: number | null) =>
        changeConversation(client, id, (one) => ({ ...one, lasts: next }));
      put(lasts);
      editConversation(client, id, { lasts }).catch((error: unknown) => {
        put(before);
        toast(`Messages last as long as before. ${reasonOf(error)}`);
      });
    },
    [client, id, before],
  );
}
