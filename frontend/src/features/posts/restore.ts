import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useLayoutEffect, useState } from "react";
import { NavigationType, useLocation, useNavigationType } from "react-router";
import { insertPublished } from "./cache";
import { placeOf, readTo, type Place } from "./places";
import { fetchFeed, listKey, type Feed, type PostPages } from "./queries";
import { loadWindowing } from "./windowing";

const loaded = (client: QueryClient, feed: Feed) => client.getQueryData<PostPages>(listKey(feed));

async function restore(
  client: QueryClient,
  feed: Feed,
  place: Place,
  signal: AbortSignal,
): Promise<void> {
  const read = (cursor: string | null, limit: number) => fetchFeed(feed, cursor, signal, limit);
  const [pages] = await Promise.all([readTo(place, read), loadWindowing()]);
  if (signal.aborted) return;
  client.setQueryData<PostPages>(listKey(feed), pages);
  insertPublished(client);
}

/** Whoever comes anew begins with the newest; what was loaded below them is not read again. */
function beginAnew(client: QueryClient, feed: Feed): void {
  const queryKey = listKey(feed);
  const data = loaded(client, feed);
  if (!data || data.pages.length < 2) return;
  const updatedAt = client.getQueryState(queryKey)?.dataUpdatedAt;
  const first = { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) };
  client.setQueryData<PostPages>(queryKey, first, {
    ...(updatedAt !== undefined && { updatedAt }),
  });
}

/** Loads the newest of a list that begins further down. */
export function useNewest(feed: Feed): () => void {
  const client = useQueryClient();
  return () => {
    window.scrollTo({ top: 0, behavior: "instant" });
    void client.resetQueries({ queryKey: listKey(feed), exact: true });
  };
}

export const beginsBelow = (data: PostPages): boolean => (data.pageParams[0] ?? null) !== null;

interface Back {
  /** Where to stand; null for the top. */
  place: Place | null;
  /** Whether what one was reading is still being read from the API. */
  reading: boolean;
  back: boolean;
}

/** For a list that one comes back to: where one was, and what is needed to stand there. */
export function useBack(feed: Feed, name: string): Back {
  const client = useQueryClient();
  const { key } = useLocation();
  const back = useNavigationType() === NavigationType.Pop;
  const newest = useNewest(feed);
  const [place] = useState(() => (back ? placeOf(key, name) : null));
  const [reading, setReading] = useState(() => place !== null && !loaded(client, feed));

  useLayoutEffect(() => {
    if (place) return;
    const data = loaded(client, feed);
    if (data && beginsBelow(data)) newest();
    else beginAnew(client, feed);
    // Once, when the list is opened.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => {
    if (!reading || !place) return;
    const abort = new AbortController();
    restore(client, feed, place, abort.signal)
      // Then the list begins at its top, or says what is wrong.
      .catch(() => undefined)
      .finally(() => {
        if (!abort.signal.aborted) setReading(false);
      });
    return () => abort.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the name stands for the feed
  }, [client, name, place, reading]);

  return { place, reading, back };
}
