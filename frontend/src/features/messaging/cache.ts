import type { QueryClient } from "@tanstack/react-query";
import type { Answered, Message, MessagePage } from "@/api/types";
import { excerptOf } from "./excerpt";
import { changeConversation } from "./conversations";
import {
  aroundPlace,
  inOrder,
  mapMessages,
  mergeNewest,
  openEnded,
  refreshed,
  withoutMessage,
  withSent,
  type MessagePages,
  type Place,
} from "./pages";
import { fetchMessages, messagesQuery } from "./queries";
import { isAbove } from "./reading";

/* The one place that changes messages that are already on the page. */

const loaded = (client: QueryClient, id: string): MessagePages | undefined =>
  client.getQueryData<MessagePages>(messagesQuery(id).queryKey);

export const findMessage = (
  client: QueryClient,
  id: string,
  messageId: string,
): Message | undefined => inOrder(loaded(client, id)).find((one) => one.id === messageId);

async function change(
  client: QueryClient,
  id: string,
  update: (data: MessagePages) => MessagePages,
): Promise<void> {
  const { queryKey } = messagesQuery(id);
  if (!client.getQueryData(queryKey)) return;
  // A page that is under way would overwrite the change when it lands; the list asks again.
  await client.cancelQueries({ queryKey });
  client.setQueryData(queryKey, (data) => data && update(data));
}

/** Fetches the newest messages and puts them to those that are loaded. */
export async function pullNewest(client: QueryClient, id: string): Promise<void> {
  if (!loaded(client, id)) return;
  const fresh = await fetchMessages(id, null);
  await change(client, id, (data) => {
    const merged = mergeNewest(data, fresh, !isAbove(id));
    if (merged) return merged;
    return isAbove(id) ? openEnded(data) : { pages: [fresh], pageParams: [null] };
  });
}

/** Leaves what is loaded for the newest messages. */
export async function showNewest(client: QueryClient, id: string): Promise<void> {
  const fresh = await fetchMessages(id, null);
  await change(client, id, () => ({ pages: [fresh], pageParams: [null] }));
}

/** Leaves what is loaded for the messages around one. */
export async function showAround(
  client: QueryClient,
  id: string,
  messageId: string,
  beforeShown: (page: MessagePage) => void = () => undefined,
): Promise<void> {
  const place = aroundPlace(messageId);
  const page = await fetchMessages(id, place);
  beforeShown(page);
  await change(client, id, () => ({ pages: [page], pageParams: [place] }));
}

/** Fetches single messages that have changed; what is no more goes. */
export async function pullMessages(
  client: QueryClient,
  id: string,
  messageIds: readonly string[],
): Promise<void> {
  const shown = messageIds.filter((one) => findMessage(client, id, one));
  await Promise.all(
    shown.map(async (one) => {
      const { items } = await fetchMessages(id, aroundPlace(one), { limit: 1 });
      const [fresh] = items;
      if (fresh?.id === one) await replaceMessage(client, fresh);
      else await dropMessage(client, id, one);
    }),
  );
}

/** Reads all that is loaded again, page by page, without moving what is read. */
export async function refreshPages(client: QueryClient, id: string): Promise<void> {
  const places = (loaded(client, id)?.pageParams ?? []) as Place[];
  for (const place of places) {
    if (place === null) await pullNewest(client, id);
    else {
      const page = await fetchMessages(id, place);
      await change(client, id, (data) => refreshed(data, page));
    }
  }
}

export async function addMessage(client: QueryClient, message: Message): Promise<void> {
  await change(client, message.conversation_id, (data) => withSent(data, message));
}

/** Changes one message, in its place and as the last of its conversation. */
export async function changeMessage(
  client: QueryClient,
  id: string,
  messageId: string,
  update: (message: Message) => Message,
): Promise<void> {
  await change(client, id, (data) =>
    mapMessages(data, (one) => (one.id === messageId ? update(one) : one)),
  );
  changeConversation(client, id, (one) =>
    one.last_message?.id === messageId ? { ...one, last_message: update(one.last_message) } : one,
  );
}

const answering = (
  data: MessagePages,
  messageId: string,
  update: (answered: Answered) => Answered,
) =>
  mapMessages(data, (one) =>
    one.reply_to?.id === messageId ? { ...one, reply_to: update(one.reply_to) } : one,
  );

/** Takes what the API says of a message, also for those that answer it. */
export async function replaceMessage(client: QueryClient, fresh: Message): Promise<void> {
  const { id, conversation_id, deleted } = fresh;
  await changeMessage(client, conversation_id, id, (old) => ({
    ...fresh,
    // Lists of conversations do not say what was answered.
    reply_to: fresh.reply_to ?? old.reply_to,
  }));
  await change(client, conversation_id, (data) =>
    answering(data, id, (answered) =>
      deleted
        ? { ...answered, state: "deleted", text: "" }
        : { ...answered, text: excerptOf(fresh.text) },
    ),
  );
}

/** A message is no more: gone from its place, and from what quotes it. */
export async function dropMessage(
  client: QueryClient,
  id: string,
  messageId: string,
): Promise<void> {
  await change(client, id, (data) =>
    answering(withoutMessage(data, messageId), messageId, (answered) => ({
      ...answered,
      state: "gone",
      sender: null,
      text: "",
    })),
  );
  changeConversation(client, id, (one) =>
    one.last_message?.id === messageId ? { ...one, last_message: null } : one,
  );
}
