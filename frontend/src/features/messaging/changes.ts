import type { QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { isNotFound, reasonOf } from "@/api/errors";
import type { Message } from "@/api/types";
import { now } from "@/lib/clock";
import { later } from "@/lib/later";
import { createStore } from "@/lib/store";
import { toast } from "@/ui/toasts";
import { changeMessage, dropMessage, findMessage, replaceMessage } from "./cache";
import { setEditing } from "./drafts";
import { chosen, withReaction } from "./reactions";

const UNDO_MS = 5_000;

const at = ({ id, conversation_id }: Message) => ({
  params: { path: { conversation_id, message_id: id } },
});

/** Says a message in other words, at once; a refusal gives the words back to be looked at. */
export async function editMessage(
  client: QueryClient,
  message: Message,
  text: string,
): Promise<void> {
  const { id, conversation_id: conversation } = message;
  const edited_at = new Date(now()).toISOString();
  await changeMessage(client, conversation, id, (one) => ({ ...one, text, edited_at }));
  try {
    const path = "/api/v1/conversations/{conversation_id}/messages/{message_id}";
    await replaceMessage(client, await unwrap(api.PATCH(path, { ...at(message), body: { text } })));
  } catch (error) {
    const { text: before, edited_at: was } = message;
    await changeMessage(client, conversation, id, (one) => ({
      ...one,
      text: before,
      edited_at: was,
    }));
    if (isNotFound(error)) await dropMessage(client, conversation, id);
    toast(`The message was not changed. ${reasonOf(error)}`, {
      stays: 8_000,
      action: {
        label: "Look",
        run: () => setEditing(conversation, { messageId: id, before, text }),
      },
    });
  }
}

/** Ids of messages of one's own that are shown as deleted, and are in a moment. */
export const deleting = createStore<ReadonlySet<string>>(new Set());

const setDeleting = (id: string, isIt: boolean) =>
  deleting.set((ids) => {
    const next = new Set(ids);
    if (isIt) next.add(id);
    else next.delete(id);
    return next;
  });

async function finishDeleting(client: QueryClient, message: Message): Promise<void> {
  try {
    const path = "/api/v1/conversations/{conversation_id}/messages/{message_id}";
    const init = { ...at(message), keepalive: true };
    await replaceMessage(client, await unwrap(api.DELETE(path, init)));
  } catch (error) {
    if (isNotFound(error)) await dropMessage(client, message.conversation_id, message.id);
    else toast(`The message was not deleted. ${reasonOf(error)}`);
  } finally {
    setDeleting(message.id, false);
  }
}

/** Shows a message as deleted at once, and deletes it when the seconds for undoing are over. */
export function deleteMessage(client: QueryClient, message: Message): void {
  setDeleting(message.id, true);
  const cancel = later(() => void finishDeleting(client, message), UNDO_MS);
  toast("Message deleted for everyone", {
    stays: UNDO_MS,
    action: {
      label: "Undo",
      run: () => {
        cancel();
        setDeleting(message.id, false);
      },
    },
  });
}

const sendReaction = (message: Message, emoji: string | null): Promise<Message> => {
  const path = "/api/v1/conversations/{conversation_id}/messages/{message_id}/reaction";
  return emoji === null
    ? unwrap(api.DELETE(path, at(message)))
    : unwrap(api.PUT(path, { ...at(message), body: { emoji } }));
};

/** What was chosen last, for each message whose request is under way. */
const wanted = new Map<string, string | null>();

/**
 * Shows one's reaction (null: none) at once and sends it. Chosen anew meanwhile, only the last
 * one is sent after; a refusal puts back what the server is known to hold.
 */
export async function react(
  client: QueryClient,
  message: Message,
  emoji: string | null,
): Promise<void> {
  const { id, conversation_id: conversation } = message;
  const put = (choice: string | null) =>
    changeMessage(client, conversation, id, (one) => ({
      ...one,
      reactions: withReaction(one.reactions, choice),
    }));
  const busy = wanted.has(id);
  wanted.set(id, emoji);
  let held = chosen((findMessage(client, conversation, id) ?? message).reactions);
  await put(emoji);
  if (busy) return;
  try {
    for (let wish: string | null = emoji; wish !== held; wish = wanted.get(id) ?? null) {
      const answer = await sendReaction(message, wish);
      held = wish;
      await replaceMessage(client, answer);
      await put(wanted.get(id) ?? null);
    }
  } catch (error) {
    await put(held);
    toast(`The reaction was not taken. ${reasonOf(error)}`);
    if (isNotFound(error)) await dropMessage(client, conversation, id);
  } finally {
    wanted.delete(id);
  }
}
