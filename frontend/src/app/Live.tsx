import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { leavingSeen } from "@/api/client";
import type { Connection, LiveEvent } from "@/api/events";
import { noticeMedia } from "@/api/mediaNews";
import { meQuery } from "@/api/me";
import { accessToken, leaveToo, useSession } from "@/api/session";
import { forgetTags } from "@/api/tags";
import { keepTrying } from "@/lib/keepTrying";
import { unreadMessages } from "@/lib/title";
import { noticePost, noticeResync as resyncFeeds } from "@/features/feeds/useNewPosts";
import { drafts } from "@/features/messaging/drafts";
import {
  noticeInbox,
  noticeMessage,
  noticeResync as resyncMessages,
} from "@/features/messaging/live";
import { outbox } from "@/features/messaging/outbox";
import { useUnread } from "@/features/messaging/queries";
import { forgetWriting } from "@/features/posts/draft";
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

/** The page can be read before it is live. */
const loadEvents = () => keepTrying(() => import("@/api/events"));

/** The one event stream of this tab, open while somebody is signed in. */
function useEventStream(): void {
  const client = useQueryClient();
  const signedIn = useSession() === "signed-in";
  useEffect(() => {
    if (!signedIn) return;
    let connection: Connection | undefined;
    let over = false;
    void loadEvents().then(({ connect }) => {
      if (over) return;
      connection = connect({
        onEvent: (event) => dispatch(client, event),
        token: (renew) => accessToken({ renew }),
      });
    });
    const wake = () => {
      if (document.visibilityState === "visible") connection?.wake();
    };
    window.addEventListener("online", wake);
    document.addEventListener("visibilitychange", wake);
    return () => {
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
      over = true;
      connection?.close();
    };
  }, [client, signedIn]);
}

/** Whoever signs out leaves nothing of theirs behind on the page. */
function useForgetting(): void {
  const client = useQueryClient();
  const session = useSession();
  useEffect(() => {
    if (session === "signed-in") {
      return () => {
        client.clear();
        forgetTags();
        drafts.set({});
        outbox.set([]);
        forgetWriting();
      };
    }
    // What was read signed out carries no viewer: read it again as oneself.
    return () => {
      forgetTags();
      void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== "config" });
    };
  }, [client, session]);
}

/** Whatever says that the account is leaving, `/me` knows until when. */
function useLeavingNotice(): void {
  const client = useQueryClient();
  useEffect(() => leavingSeen.subscribe(() => noticeMe(client)), [client]);
}

export function Live() {
  useEventStream();
  useLeavingNotice();
  useForgetting();
  const unread = useUnread();
  useEffect(() => unreadMessages.set(unread), [unread]);
  return null;
}
