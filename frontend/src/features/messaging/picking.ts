import type { Author } from "@/api/types";

/** Somebody who can be written to. */
export type Picked = Author & { handle: string };

/** As many as a conversation has, oneself included. */
export const MOST_PEOPLE = 50;

/** Those who were found and can be picked: who still has a handle, and is not there already. */
export const pickable = (
  found: readonly Author[],
  picked: readonly Picked[],
  left: ReadonlySet<string | null>,
): Picked[] =>
  found.flatMap(({ handle, ...rest }) =>
    handle === null || left.has(handle) || picked.some((one) => one.handle === handle)
      ? []
      : [{ ...rest, handle }],
  );

export const without = (picked: readonly Picked[], handle: string): Picked[] =>
  picked.filter((one) => one.handle !== handle);

/** What is looked for: a name, or a handle with or without its "@". */
export const lookedFor = (typed: string): string => typed.trim().replace(/^@/, "");
