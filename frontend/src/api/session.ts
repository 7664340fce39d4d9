import { now } from "@/lib/clock";
import { createStore, useStore } from "@/lib/store";
import type { AccessToken } from "./cognito-session";
import { fetchConfig, rememberedConfig } from "./config";
import type { Config } from "./types";

/**
 * Who is at the keyboard, as far as the page knows. Amplify is loaded only when there is
 * a sign-in to read, so that signed-out pages stay small.
 */
export type SessionState = "signed-in" | "signed-out";

const RENEW_BEFORE_MS = 60_000;
const loadCognito = () => import("./cognito-session");

function isRemembered(clientId: string | undefined): boolean {
  try {
    return Object.keys(localStorage).some(
      (key) =>
        key.startsWith(`CognitoIdentityServiceProvider.${clientId ?? ""}`) &&
        key.endsWith(".LastAuthUser"),
    );
  } catch {
    return false;
  }
}

const session = createStore<SessionState>(
  isRemembered(rememberedConfig()?.client_id) ? "signed-in" : "signed-out",
);

let token: AccessToken | null = null;
let reading: Promise<string | null> | null = null;
let configured: Config | null = null;
let fresh: Promise<Config> | null = null;

export const useSession = (): SessionState => useStore(session);
export const isSignedIn = (): boolean => session.get() === "signed-in";
export const onSessionChange = session.subscribe;

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
      if (!isRemembered(config.client_id)) endSession();
    },
    () => undefined,
  );
}

async function read(force: boolean): Promise<string | null> {
  await prepareQuickly();
  const { readToken } = await loadCognito();
  token = await readToken(force);
  if (!token) endSession();
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

export function beginSession(): void {
  token = null;
  session.set("signed-in");
}

export function endSession(): void {
  token = null;
  session.set("signed-out");
}

export async function leave(): Promise<void> {
  try {
    await prepareCognito();
    await (await loadCognito()).forget();
  } finally {
    endSession();
  }
}

/** Another tab signed in or out: follow it. */
export function watchOtherTabs(): void {
  window.addEventListener("storage", (event) => {
    if (event.key !== null && !event.key.endsWith(".LastAuthUser")) return;
    const there = isRemembered(configured?.client_id);
    if (there && !isSignedIn()) beginSession();
    else if (!there && isSignedIn()) endSession();
  });
}
