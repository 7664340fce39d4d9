import type { QueryClient } from "@tanstack/react-query";
import { connect, type Connection, type LiveEvent } from "@/api/events";
import { noticeMedia } from "@/api/mediaNews";
import { meQuery } from "@/api/me";
import { accessToken, leaveToo } from "@/api/session";
import { noticePost, noticeResync as resyncFeeds } from "@/features/feeds/useNewPosts";
import {
  noticeInbox,
  noticeMessage,
  noticeResync as resyncMessages,
} from "@/features/messaging/live";
import {
  noticePostChanged,
  noticePostGone,
  noticeResync as resyncPosts,
} from "@/features/posts/live";

/** What is one's own may have changed: settings, requests, an export or import under way. */
function noticeMe(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: meQuery.queryKey });
}

function dispatch(client: QueryClient, event: LiveEvent): void {
  if (event.kind === "post") noticePost(client);
  else if (event.kind === "message") noticeMessage(client, event.conversation_id);
  else if (event.kind === "inbox") noticeInbox(client, event.conversation_id);
  else if (event.kind === "post_changed") noticePostChanged(client, event.post_id);
  else if (event.kind === "post_gone") noticePostGone(client, event.post_id);
  else if (event.kind === "media") noticeMedia(event.media_id);
  else if (event.kind === "profile") noticeMe(client);
  else if (event.kind === "signed_out") leaveToo();
  else {
    noticeMe(client);
    resyncFeeds(client);
    resyncPosts(client);
    resyncMessages(client);
  }
}

/** The one event stream of this tab. */
export const openStream = (client: QueryClient): Connection =>
  connect({
    onEvent: (event) => dispatch(client, event),
    token: (renew) => accessToken({ renew }),
  });
