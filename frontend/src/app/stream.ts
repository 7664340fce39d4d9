import type { QueryClient } from "@tanstack/react-query";
import { connect, type LiveEvent } from "@/api/events";
import { noticeMedia } from "@/api/mediaNews";
import { meQuery } from "@/api/me";
import { accessToken, leaveToo } from "@/api/session";
import { noticePost, noticeResync as resyncFeeds } from "@/features/feeds/useNewPosts";
import { notice as noticeMessaging } from "@/features/messaging/live";
import {
  noticePostChanged,
  noticePostGone,
  noticeResync as resyncPosts,
} from "@/features/posts/live";
import { watchCounts } from "@/features/posts/watching";

/** What is one's own may have changed: settings, requests, an export or import under way. */
function noticeMe(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: meQuery.queryKey });
}

function dispatch(client: QueryClient, event: LiveEvent): void {
  noticeMessaging(client, event);
  if (event.kind === "post") noticePost(client);
  else if (event.kind === "post_changed") noticePostChanged(client, event.post_id);
  else if (event.kind === "post_gone") noticePostGone(client, event.post_id);
  else if (event.kind === "media") noticeMedia(event.media_id);
  else if (event.kind === "profile") noticeMe(client);
  else if (event.kind === "signed_out") leaveToo();
  else if (event.kind === "resync") {
    noticeMe(client);
    resyncFeeds(client);
    resyncPosts(client);
  }
}

/** Keeps the one event stream of this tab, until what it answers is called. */
export function listen(client: QueryClient): () => void {
  const watching = watchCounts(client);
  const connection = connect({
    onEvent: (event) => {
      if (event.kind === "hello") watching.hello(event.stream);
      else if (event.kind === "post_counts") watching.moved(event.post_id);
      else dispatch(client, event);
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
