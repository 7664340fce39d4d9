import { createStore } from "@/lib/store";

/** The account between sign-up and its confirmation. The password lives in memory only. */
interface Pending {
  email: string;
  password: string | null;
}

const KEY = "cruddur.pending-email";

export const pending = createStore<Pending | null>(restored());

function restored(): Pending | null {
  const email = sessionStorage.getItem(KEY);
  return email ? { email, password: null } : null;
}

export function setPending(next: Pending | null): void {
  pending.set(next);
  if (next) sessionStorage.setItem(KEY, next.email);
  else sessionStorage.removeItem(KEY);
}
