import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, unwrap } from "@/api/client";
import { inWords } from "@/api/errors";
import type { Conversation } from "@/api/types";
import { toast } from "@/ui/toasts";
import { changeConversation, findConversation, putConversation } from "./conversations";
import { changeSummary } from "./summary";

/* How one keeps a conversation for oneself. Nobody else is told. */

type Kept = Partial<Pick<Conversation, "muted" | "marked_unread" | "unread">>;

/** It is one of those that the navigation and the title of the page count. */
const isCounted = ({ state, muted, unread, marked_unread }: Conversation): boolean =>
  state === "in" && !muted && (unread > 0 || marked_unread);

function show(client: QueryClient, id: string, kept: Kept): void {
  const before = findConversation(client, id);
  changeConversation(client, id, (one) => ({ ...one, ...kept }));
  const after = findConversation(client, id);
  if (!before || !after || isCounted(before) === isCounted(after)) return;
  changeSummary(client, "unread", isCounted(after) ? 1 : -1);
}

interface Step {
  kept: Kept;
  send: () => Promise<Conversation>;
  refused: string;
}

/** Shown at once, and put back with a reason where it is refused. */
async function take(client: QueryClient, before: Conversation, step: Step): Promise<void> {
  const { id, muted, marked_unread, unread } = before;
  show(client, id, step.kept);
  try {
    putConversation(client, await step.send());
  } catch (error) {
    show(client, id, { muted, marked_unread, unread });
    toast(`${step.refused} ${inWords(error)}`);
  }
}

const at = (id: string) => ({ path: { conversation_id: id } });

const patch = (id: string, body: { muted?: boolean; marked_unread?: boolean }) =>
  unwrap(api.PATCH("/api/v1/conversations/{conversation_id}/me", { params: at(id), body }));

const read = (id: string, message_id: string) =>
  unwrap(
    api.POST("/api/v1/conversations/{conversation_id}/read", {
      params: at(id),
      body: { message_id },
    }),
  );

interface Keeping {
  mute: (conversation: Conversation, muted: boolean) => void;
  markUnread: (conversation: Conversation) => void;
  markRead: (conversation: Conversation) => void;
}

export function useKeeping(): Keeping {
  const client = useQueryClient();
  return useMemo(
    () => ({
      mute: (one, muted) =>
        void take(client, one, {
          kept: { muted },
          send: () => patch(one.id, { muted }),
          refused: muted ? "Not muted." : "Still muted.",
        }),
      markUnread: (one) =>
        void take(client, one, {
          kept: { marked_unread: true },
          send: () => patch(one.id, { marked_unread: true }),
          refused: "Not marked as unread.",
        }),
      markRead: (one) =>
        void take(client, one, {
          kept: { marked_unread: false, unread: 0 },
          send: () =>
            one.unread > 0 && one.last_message
              ? read(one.id, one.last_message.id)
              : patch(one.id, { marked_unread: false }),
          refused: "Not marked as read.",
        }),
    }),
    [client],
  );
}
