import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { inWords, isNotFound } from "@/api/errors";
import { meQuery } from "@/api/me";
import { later } from "@/lib/later";
import { toast } from "@/ui/toasts";
import { createAway } from "./away";
import { dropPerson, peopleKey, profileKey } from "./people";

const UNDO_MS = 5_000;
const { useAway, hide, show } = createAway();
export const useRemoved = useAway;

async function finish(client: QueryClient, mine: string, handle: string): Promise<void> {
  const init = { params: { path: { handle } }, keepalive: true };
  try {
    await unwrap(api.DELETE("/api/v1/me/followers/{handle}", init));
  } catch (error) {
    if (!isNotFound(error)) {
      show(handle);
      toast(`@${handle} still follows you. ${inWords(error)}`);
      return;
    }
  }
  dropPerson(client, peopleKey("followers", mine), handle);
  show(handle);
  void client.invalidateQueries({ queryKey: profileKey(mine) });
  void client.invalidateQueries({ queryKey: profileKey(handle) });
  void client.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
}

/** Has somebody follow one no more, once the few seconds for undoing are over. */
export function useRemoveFollower(mine: string): (handle: string) => void {
  const client = useQueryClient();
  return (handle) => {
    hide(handle);
    const cancel = later(() => void finish(client, mine, handle), UNDO_MS);
    toast(`@${handle} follows you no more, and is not told`, {
      stays: UNDO_MS,
      action: {
        label: "Undo",
        run: () => {
          cancel();
          show(handle);
        },
      },
    });
  };
}
