import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { leavingSeen } from "@/api/client";
import type { Connection } from "@/api/events";
import { meQuery } from "@/api/me";
import { useSession } from "@/api/session";
import { forgetTags } from "@/api/tags";
import { keepTrying } from "@/lib/keepTrying";
import { unreadMessages } from "@/lib/title";
import { drafts } from "@/features/messaging/drafts";
import { outbox } from "@/features/messaging/outbox";
import { useUnread } from "@/features/messaging/queries";
import { forgetWriting } from "@/features/posts/draft";
import { forgetPlaces } from "@/features/posts/places";

/** The page can be read before it is live. */
const loadStream = () => keepTrying(() => import("./stream"));

/** The event stream is open while somebody is signed in. */
function useEventStream(): void {
  const client = useQueryClient();
  const signedIn = useSession() === "signed-in";
  useEffect(() => {
    if (!signedIn) return;
    let connection: Connection | undefined;
    let over = false;
    void loadStream().then(({ openStream }) => {
      if (!over) connection = openStream(client);
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
        forgetPlaces();
        drafts.set({});
        outbox.set([]);
        forgetWriting();
      };
    }
    // What was read signed out carries no viewer: read it again as oneself.
    return () => {
      forgetTags();
      forgetPlaces();
      void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== "config" });
    };
  }, [client, session]);
}

/** Whatever says that the account is leaving, `/me` knows until when. */
function useLeavingNotice(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      leavingSeen.subscribe(() => void client.invalidateQueries({ queryKey: meQuery.queryKey })),
    [client],
  );
}

export function Live() {
  useEventStream();
  useLeavingNotice();
  useForgetting();
  const unread = useUnread();
  useEffect(() => unreadMessages.set(unread), [unread]);
  return null;
}
