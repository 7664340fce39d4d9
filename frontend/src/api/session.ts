import { now } from "@/lib/clock";
import { createStore, readKept, useStore, writeKept } from "@/lib/store";
import type { AccessToken } from "./cognito-session";
import { fetchConfig, rememberedConfig } from "./config";
import type { Config } from "./types";

/**
 * Who is at the keyboard, as far as the page knows. Amplify is loaded only when there is
 * a sign-in to read, so that signed-out pages stay small.
 */
export type SessionState = "signed-in" | "signed-out";

/** Why a session is over that was not ended here by hand; kept, so that every tab can say it. */
export type Ended = "everywhere" | "expired";

const ENDED = "cruddur.ended";
const RENEW_BEFORE_MS = 60_000;
const loadCognito = () => import("./cognito-session");

/** Who is signed in on this device, as Cognito names them; null where nobody is. */
export function rememberedPerson(clientId = rememberedConfig()?.client_id): string | null {
  try {
    const key = Object.keys(localStorage).find(
      (key) =>
        key.startsWith(`CognitoIdentityServiceProvider.${clientId ?? ""}`) &&
        key.endsWith(".LastAuthUser"),
    );
    return key === undefined ? null : localStorage.getItem(key);
  } catch {
    return null;
  }
}

const isRemembered = (clientId: string | undefined): boolean => rememberedPerson(clientId) !== null;

const session = createStore<SessionState>(
  isRemembered(rememberedConfig()?.client_id) ? "signed-in" : "signed-out",
);

// The first question will need it: it comes while the page is being made.
if (session.get() === "signed-in") void loadCognito().catch(() => undefined);

const ended = createStore<Ended | null>(readKept<Ended>(ENDED));

let token: AccessToken | null = null;
let reading: Promise<string | null> | null = null;
let configured: Config | null = null;
let fresh: Promise<Config> | null = null;

export const useSession = (): SessionState => useStore(session);
export const isSignedIn = (): boolean => session.get() === "signed-in";
export const onSessionChange = session.subscribe;
export const useEnded = (): Ended | null => useStore(ended);
/** The session ran out by itself: whoever it was did not mean to leave. */
export const hasExpired = (): boolean => ended.get() === "expired";

/** What the person is known by on this device; null while nobody is signed in. */
export const personHere = (): string | null =>
  isSignedIn() ? rememberedPerson(configured?.client_id ?? rememberedConfig()?.client_id) : null;

const samePool = (a: Config, b: Config) =>
  a.user_pool_id === b.user_pool_id && a.client_id === b.client_id;

function freshConfig(): Promise<Config> {
  fresh ??= fetchConfig().catch((error: unknown) => {
    fresh = null;
    throw error;
  });
  return fresh;
}

async function adopt(config: Config): Promise<void> {
  if (configured && samePool(configured, config)) return;
  (await loadCognito()).configure(config);
  configured = config;
}

/** Makes Amplify ready with the configuration of now. Call before any account action. */
export async function prepareCognito(): Promise<void> {
  await adopt(await freshConfig());
}

/** Reads with the remembered configuration, then checks that it is still the right one. */
async function prepareQuickly(): Promise<void> {
  const remembered = rememberedConfig();
  if (!remembered || configured) return configured ? undefined : prepareCognito();
  await adopt(remembered);
  void freshConfig().then(
    async (config) => {
      if (samePool(config, remembered)) return;
      await adopt(config);
      if (!isRemembered(config.client_id)) endSession("expired");
    },
    () => undefined,
  );
}

async function read(force: boolean): Promise<string | null> {
  await prepareQuickly();
  const { readToken } = await loadCognito();
  token = await readToken(force);
  if (!token) endSession("expired");
  return token?.text ?? null;
}

/** The access token for a request, or null when signed out. Concurrent callers share one read. */
export async function accessToken({ renew = false } = {}): Promise<string | null> {
  if (!isSignedIn()) return null;
  if (!renew && token && token.expires * 1_000 - now() > RENEW_BEFORE_MS) return token.text;
  reading ??= read(renew).finally(() => {
    reading = null;
  });
  return reading;
}

/** When the current token ends, in milliseconds since the epoch. */
export const tokenEnds = (): number | null => (token ? token.expires * 1_000 : null);

function noteEnded(why: Ended | null): void {
  writeKept(ENDED, why);
  ended.set(why);
}

export function beginSession(): void {
  token = null;
  noteEnded(null);
  session.set("signed-in");
}

export function endSession(why: Ended | null = null): void {
  token = null;
  if (!isSignedIn()) return;
  noteEnded(why);
  session.set("signed-out");
}

/** Takes off the device what it keeps of the session. */
async function forgetTokens(): Promise<void> {
  await prepareCognito();
  await (await loadCognito()).forget();
}

export async function leave(): Promise<void> {
  try {
    await forgetTokens();
  } finally {
    endSession();
  }
}

/** The person has signed out everywhere, here or on another device: quietly so here too. */
export function leaveToo(): void {
  endSession("everywhere");
  // What stays for want of a connection is refused when it is next tried.
  forgetTokens().catch(() => undefined);
}

/** Another tab signed in or out: follow it. */
export function watchOtherTabs(): void {
  window.addEventListener("storage", (event) => {
    if (event.key !== null && !event.key.endsWith(".LastAuthUser")) return;
    const there = isRemembered(configured?.client_id);
    if (there && !isSignedIn()) beginSession();
    else if (!there && isSignedIn()) endSession(readKept<Ended>(ENDED));
  });
}
