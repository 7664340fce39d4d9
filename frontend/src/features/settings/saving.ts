import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { inWords } from "@/api/errors";
import { meQuery, patchMe } from "@/api/me";
import type { Me } from "@/api/types";
import { createStore, useStore } from "@/lib/store";
import type { Saving } from "@/ui/Setting";

/* Settings save themselves: shown at once, sent one after the other, said when they are kept. */

export type Settings = Required<
  Pick<
    Me,
    | "default_expires_in"
    | "default_visibility"
    | "default_reply_policy"
    | "is_private"
    | "indexable"
    | "expand_warnings"
    | "read_receipts"
  >
>;
type Name = keyof Settings;

const SAID_MS = 3_000;

/** What the person wants and the server has not answered yet. */
export const wishes = createStore<Partial<Settings>>({});
export const sayings = createStore<Partial<Record<Name, Saving>>>({});
let sending = false;

const { queryKey } = meQuery;
const without = <T extends object>(all: T, name: keyof T): T =>
  Object.fromEntries(Object.entries(all).filter(([one]) => one !== name)) as T;

function say(name: Name, saving: Saving): void {
  sayings.set((all) => ({ ...all, [name]: saving }));
  if (saving.state !== "saved") return;
  setTimeout(() => {
    if (sayings.get()[name] === saving) sayings.set((all) => without(all, name));
  }, SAID_MS);
}

/** Takes the answer, unless the person has changed their mind meanwhile. */
function settle(name: Name, wish: Settings[Name] | undefined, saving: Saving): void {
  if (wishes.get()[name] !== wish) return;
  wishes.set((all) => without(all, name));
  say(name, saving);
}

/** A read that was under way may be older than what is being saved. */
const stopReading = (client: QueryClient) => client.cancelQueries({ queryKey, exact: true });

async function sendOne(client: QueryClient, name: Name): Promise<void> {
  const wish = wishes.get()[name];
  try {
    const me = await patchMe({ [name]: wish });
    await stopReading(client);
    client.setQueryData(queryKey, me);
    settle(name, wish, { state: "saved" });
    if (name === "is_private") void client.invalidateQueries();
    if (name === "read_receipts") {
      void client.invalidateQueries({ queryKey: ["conversation"] });
    }
  } catch (error) {
    settle(name, wish, { state: "refused", words: inWords(error) });
  }
}

/** One request at a time, so that what was asked for last is what stays. */
async function sendAll(client: QueryClient): Promise<void> {
  sending = true;
  for (;;) {
    const [name] = Object.keys(wishes.get()) as Name[];
    if (name === undefined) break;
    await sendOne(client, name);
  }
  sending = false;
}

export function save<N extends Name>(client: QueryClient, name: N, value: Settings[N]): void {
  wishes.set((all) => ({ ...all, [name]: value }));
  say(name, { state: "saving" });
  if (!sending) void sendAll(client);
}

interface Setting<N extends Name> {
  value: Settings[N];
  saving: Saving | undefined;
  set: (value: Settings[N]) => void;
}

/** The value as the person wants it; once refused, as the server has it. */
export function useSetting<N extends Name>(me: Settings, name: N): Setting<N> {
  const client = useQueryClient();
  const wanted = useStore(wishes);
  const saving = useStore(sayings)[name];
  return {
    value: (name in wanted ? wanted[name] : me[name]) as Settings[N],
    saving,
    set: (value) => save(client, name, value),
  };
}
