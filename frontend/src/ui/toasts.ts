import { createStore } from "@/lib/store";

export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
  /** How long it stays, in milliseconds. */
  stays: number;
}

export const toasts = createStore<Toast[]>([]);
let next = 1;

/** Shows a short line at the foot of the page; answers a function that takes it away. */
export function toast(
  text: string,
  options: Partial<Pick<Toast, "action" | "stays">> = {},
): () => void {
  const id = next++;
  const entry: Toast = { id, text, stays: 5_000, ...options };
  toasts.set((now) => [...now.slice(-2), entry]);
  const dismiss = () => toasts.set((now) => now.filter((one) => one.id !== id));
  setTimeout(dismiss, entry.stays);
  return dismiss;
}
