import type { QueryClient } from "@tanstack/react-query";
import { connect, type LiveEvent } from "@/api/events";
import { accessToken } from "@/api/session";
import { watchCounts } from "@/features/posts/watching";

/** Keeps the one event stream of this tab, until what it answers is called. */
export function listen(client: QueryClient, onEvent: (event: LiveEvent) => void): () => void {
  const watching = watchCounts(client);
  const connection = connect({
    onEvent: (event) => {
      if (event.kind === "hello") watching.hello(event.stream);
      else if (event.kind === "post_counts") watching.moved(event.post_id);
      else onEvent(event);
    },
    token: (renew) => accessToken({ renew }),
  });
  const wake = () => {
    if (document.visibilityState === "visible") connection.wake();
  };
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  return () => {
    window.removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
    watching.close();
    connection.close();
  };
}
