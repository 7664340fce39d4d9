import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { leavingSeen } from "@/api/client";
import type { LiveEvent } from "@/api/events";
import { noticeMedia } from "@/api/mediaNews";
import { meQuery } from "@/api/me";
import { hasExpired, leaveToo, useSession } from "@/api/session";
import { forgetTags } from "@/api/tags";
import { keepTrying } from "@/lib/keepTrying";
import { clearShelves } from "@/lib/shelf";
import { unreadMessages } from "@/lib/title";
import { noticePost, noticeResync as resyncFeeds } from "@/features/feeds/useNewPosts";
import { useSummary } from "@/features/messaging/summary";
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

/** No part of the first load: what comes before it is there waits for it. */
const loadMessaging = () => keepTrying(() => import("@/features/messaging/live"));

function dispatch(client: QueryClient, event: LiveEvent): void {
  void loadMessaging().then(({ notice }) => notice(client, event));
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

/** The page can be read before it is live. */
const loadStream = () => keepTrying(() => import("./stream"));

/** The one event stream of this tab, open while somebody is signed in. */
function useEventStream(): void {
  const client = useQueryClient();
  const signedIn = useSession() === "signed-in";
  useEffect(() => {
    if (!signedIn) return;
    let over = false;
    let stop = () => {
      over = true;
    };
    void loadStream().then(({ listen }) => {
      if (!over) stop = listen(client, (event) => dispatch(client, event));
    });
    return () => stop();
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
        // Whose session ran out comes back to what they wrote.
        if (!hasExpired()) clearShelves();
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

/** What was written and not sent goes on its way, wherever the person is in the app. */
function useDelivery(): void {
  const client = useQueryClient();
  const signedIn = useSession() === "signed-in";
  useEffect(() => {
    if (signedIn) void loadMessaging().then(({ keepDelivering }) => keepDelivering(client));
  }, [client, signedIn]);
}

export function Live() {
  useEventStream();
  useLeavingNotice();
  useForgetting();
  useDelivery();
  const { unread } = useSummary();
  useEffect(() => unreadMessages.set(unread), [unread]);
  return null;
}
