import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { leavingSeen } from "@/api/client";
import { meQuery } from "@/api/me";
import { hasExpired, useSession } from "@/api/session";
import { forgetTags } from "@/api/tags";
import { keepTrying } from "@/lib/keepTrying";
import { clearShelves } from "@/lib/shelf";
import { unreadMessages } from "@/lib/title";
import { useSummary } from "@/features/messaging/summary";
import { forgetWriting } from "@/features/posts/draft";
import { forgetPlaces } from "@/features/posts/places";

/** No part of the first load: what comes before it is there waits for it. */
const loadMessaging = () => keepTrying(() => import("@/features/messaging/live"));

/** The page can be read before it is live. */
const loadStream = () => keepTrying(() => import("./stream"));

/** The event stream is open while somebody is signed in. */
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
      if (!over) stop = listen(client);
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
        forgetPlaces();
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
