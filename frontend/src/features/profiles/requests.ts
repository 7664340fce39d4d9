import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { inWords, isNotFound } from "@/api/errors";
import { meQuery } from "@/api/me";
import { later } from "@/lib/later";
import { toast } from "@/ui/toasts";
import { createAway } from "./away";
import { dropPerson, profileKey, requestsKey } from "./people";

const UNDO_MS = 5_000;
const { useAway, hide, show } = createAway();
export const useAnswered = useAway;

const at = (handle: string) => ({ params: { path: { handle } }, keepalive: true });
const path = "/api/v1/me/follow-requests/{handle}";

const count = (client: QueryClient, change: number) =>
  client.setQueryData(
    meQuery.queryKey,
    (me) => me && { ...me, follow_requests: Math.max(0, me.follow_requests + change) },
  );

/** Sends an answer; whoever has taken the request back meanwhile needs none. */
async function send(client: QueryClient, handle: string, accepted: boolean): Promise<boolean> {
  let done = true;
  try {
    await unwrap(accepted ? api.PUT(path, at(handle)) : api.DELETE(path, at(handle)));
  } catch (error) {
    done = false;
    if (!isNotFound(error)) {
      count(client, 1);
      show(handle);
      toast(`Not ${accepted ? "accepted" : "refused"}. ${inWords(error)}`);
      return done;
    }
    toast(`@${handle} does not ask any more`);
  }
  dropPerson(client, requestsKey, handle);
  show(handle);
  void client.invalidateQueries({ queryKey: profileKey(handle) });
  void client.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
  return done;
}

interface Answering {
  accept: (handle: string) => void;
  refuse: (handle: string) => void;
}

/** Answers who asks to follow: accepting is done at once, refusing can be taken back a while. */
export function useAnswering(): Answering {
  const client = useQueryClient();
  const begin = (handle: string) => {
    hide(handle);
    count(client, -1);
  };
  return {
    accept: (handle) => {
      begin(handle);
      void send(client, handle, true).then((done) => {
        if (done) toast(`@${handle} follows you now`);
      });
    },
    refuse: (handle) => {
      begin(handle);
      const cancel = later(() => void send(client, handle, false), UNDO_MS);
      toast(`@${handle} does not get to follow you, and is not told`, {
        stays: UNDO_MS,
        action: {
          label: "Undo",
          run: () => {
            cancel();
            show(handle);
            count(client, 1);
          },
        },
      });
    },
  };
}
