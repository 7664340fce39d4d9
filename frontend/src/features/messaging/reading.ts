/** Conversations of which older messages are being read here: what is new moves nothing there. */
const above = new Set<string>();

export const isAbove = (id: string): boolean => above.has(id);

export function setAbove(id: string, isIt: boolean): void {
  if (isIt) above.add(id);
  else above.delete(id);
}
