import { createStore, useStore } from "./store";

/** How many messages wait unread; the shell knows, every title shows it. */
export const unreadMessages = createStore(0);

export function PageTitle({ children }: { children: string }) {
  const unread = useStore(unreadMessages);
  const lead = unread > 0 ? `(${unread > 99 ? "99+" : unread}) ` : "";
  return <title>{`${lead}${children} · Cruddur`}</title>;
}
