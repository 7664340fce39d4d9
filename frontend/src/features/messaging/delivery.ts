import type { QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { ApiError, reasonOf } from "@/api/errors";
import { isSignedIn, onSessionChange } from "@/api/session";
import type { Message } from "@/api/types";
import { now } from "@/lib/clock";
import { addMessage } from "./cache";
import { changeConversation } from "./conversations";
import { outbox, unsentIn, update, type Unsent } from "./outbox";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
const OFFLINE_MS = 30_000;
/** A dead tunnel does not say that it is dead. */
const ANSWER_MS = 20_000;
/** The server knows a client_id for 8 days; later, a second try could become a second message. */
const TOO_OLD_MS = 7 * 86_400_000;

const TOO_OLD = "It waited for more than a week.";

/** Of tries by themselves: what is refused stays refused. */
function passes(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  return error.status >= 500 || error.status === 429 || error.status === 401;
}

export function pauseAfter(tries: number, random = Math.random): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
  return ceiling / 2 + (random() * ceiling) / 2;
}

async function saveAlts({ clientId, alts }: Unsent): Promise<void> {
  for (const { id, alt } of alts) {
    const init = { params: { path: { media_id: id } }, body: { alt } };
    await unwrap(api.PATCH("/api/v1/media/{media_id}", init));
  }
  if (alts.length > 0) update(clientId, { alts: [] });
}

async function post(one: Unsent): Promise<Message> {
  await saveAlts(one);
  return unwrap(
    api.POST("/api/v1/conversations/{conversation_id}/messages", {
      params: { path: { conversation_id: one.conversationId } },
      body: {
        text: one.text,
        client_id: one.clientId,
        ...(one.media.length > 0 && { media_ids: one.media.map(({ id }) => id) }),
        ...(one.postId !== null && { post_id: one.postId }),
        ...(one.replyTo && { reply_to: one.replyTo.id }),
      },
      signal: AbortSignal.timeout(ANSWER_MS),
    }),
  );
}

const tabs = "BroadcastChannel" in window ? new BroadcastChannel("cruddur.sent") : null;

/** It has been sent, here or by another tab: it takes its place among the others. */
async function arrived(client: QueryClient, message: Message): Promise<void> {
  await addMessage(client, message);
  changeConversation(client, message.conversation_id, (one) => ({
    ...one,
    last_message: message,
    last_activity_at: message.created_at,
  }));
}

function note(one: Unsent, error: unknown): void {
  if (!passes(error)) {
    update(one.clientId, { state: "failed", reason: reasonOf(error) });
    return;
  }
  const asked = error instanceof ApiError ? error.retryAfter : null;
  const wait = Math.max(pauseAfter(one.tries), (asked ?? 0) * 1_000);
  update(one.clientId, {
    tries: one.tries + 1,
    notBefore: now() + wait,
    bidden: asked !== null,
  });
}

/** Sends what is first in its turn; answers how long to wait for the next, null for ever. */
async function sendNext(client: QueryClient, conversationId: string): Promise<number | null> {
  const next = unsentIn(outbox.get(), conversationId).find((one) => one.state === "sending");
  if (!next || !isSignedIn()) return null;
  // Another tab may have sent it, or tried, a moment ago.
  const one = outbox.fresh(next.clientId);
  if (one === null) outbox.put(next.clientId, null);
  if (one?.state !== "sending") return 0;
  if (now() - Date.parse(one.createdAt) > TOO_OLD_MS) {
    update(one.clientId, { state: "failed", reason: TOO_OLD });
    return 0;
  }
  if (one.notBefore > now()) return one.notBefore - now();
  if (!navigator.onLine) return OFFLINE_MS;
  try {
    const message = await post(one);
    tabs?.postMessage(message);
    await arrived(client, message);
    outbox.put(one.clientId, null);
  } catch (error) {
    note(one, error);
  }
  return 0;
}

/** One tab at a time sends in a conversation. */
async function inTurn(
  conversationId: string,
  act: () => Promise<number | null>,
): Promise<number | null> {
  // Only pages that came by HTTPS have them.
  const { locks } = navigator as { locks?: LockManager | null };
  if (!locks) return act();
  return await locks.request(`cruddur.send.${conversationId}`, act);
}

const asleep = new Set<() => void>();

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      asleep.delete(go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    asleep.add(go);
  });

const underWay = new Set<string>();

async function run(client: QueryClient, conversationId: string): Promise<void> {
  for (;;) {
    const wait = await inTurn(conversationId, () => sendNext(client, conversationId));
    if (wait === null) return;
    if (wait > 0) await pause(wait);
  }
}

const isWaiting = (conversationId: string) =>
  isSignedIn() && unsentIn(outbox.get(), conversationId).some((one) => one.state === "sending");

/** Sends what waits in a conversation, one after another, and goes on until nothing does. */
export function deliver(client: QueryClient, conversationId: string): void {
  if (underWay.has(conversationId) || !isWaiting(conversationId)) return;
  underWay.add(conversationId);
  const over = () => underWay.delete(conversationId);
  run(client, conversationId).then(() => {
    over();
    // Written while the turn was given back.
    deliver(client, conversationId);
  }, over);
}

/** The network or the page is back: what waits for no word of the server is tried at once. */
export function wake(): void {
  for (const one of Object.values(outbox.get())) {
    if (one.state === "sending" && one.notBefore > now() && !one.bidden) {
      update(one.clientId, { notBefore: 0 });
    }
  }
  asleep.forEach((go) => go());
}

function deliverAll(client: QueryClient): void {
  const waiting = Object.values(outbox.get()).filter((one) => one.state === "sending");
  for (const id of new Set(waiting.map((one) => one.conversationId))) deliver(client, id);
}

let keeps = false;

/** From now on what is not sent is, also what other tabs and earlier visits have left. */
export function keepDelivering(client: QueryClient): void {
  if (keeps) return;
  keeps = true;
  const onWake = () => {
    if (document.visibilityState === "visible") wake();
  };
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", onWake);
  onSessionChange(() => deliverAll(client));
  tabs?.addEventListener("message", ({ data }: MessageEvent<Message>) => {
    if (isSignedIn()) void arrived(client, data);
  });
  // A tab that wrote something may be closed before it has sent it.
  outbox.subscribe(() => deliverAll(client));
  deliverAll(client);
}
