import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { inWords } from "@/api/errors";
import { meQuery } from "@/api/me";
import type { Profile } from "@/api/types";
import { allLists, listKey } from "@/features/posts/queries";
import { toast } from "@/ui/toasts";

export const profileQuery = (handle: string) =>
  queryOptions({
    queryKey: ["profile", handle],
    queryFn: ({ signal }): Promise<Profile> =>
      unwrap(api.GET("/api/v1/profiles/{handle}", { params: { path: { handle } }, signal })),
    staleTime: 60_000,
  });

const withFollow = (profile: Profile, following: boolean): Profile => {
  if (profile.viewer.following === following) return profile;
  const change = following ? 1 : -1;
  return {
    ...profile,
    counts: { ...profile.counts, followers: profile.counts.followers + change },
    viewer: { ...profile.viewer, following },
  };
};

/** Follows or unfollows at once on the page, and puts it back with a reason if refused. */
export function useFollow(handle: string): (following: boolean) => void {
  const client = useQueryClient();
  const { queryKey } = profileQuery(handle);
  const { mutate } = useMutation({
    networkMode: "always",
    scope: { id: `follow-${handle}` },
    mutationFn: (following: boolean) => {
      const init = { params: { path: { handle } } };
      return unwrap(
        following
          ? api.PUT("/api/v1/profiles/{handle}/follow", init)
          : api.DELETE("/api/v1/profiles/{handle}/follow", init),
      );
    },
    onMutate: async (following) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (profile) => profile && withFollow(profile, following));
      return before;
    },
    onError: (error, following, before) => {
      client.setQueryData(queryKey, before);
      toast(`${following ? "Not followed" : "Still followed"}. ${inWords(error)}`);
    },
    onSuccess: (profile) => {
      client.setQueryData(queryKey, profile);
      void client.invalidateQueries({ queryKey: listKey("home") });
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  return mutate;
}

export type Distance = "block" | "mute";

const flags = { block: "blocking", mute: "muting" } as const;
const said: Record<Distance, [on: string, off: string]> = {
  block: ["Blocked. Neither of you sees the other’s cruds.", "No longer blocked"],
  mute: ["Muted. Their cruds stay out of your feeds.", "No longer muted"],
};
const refused: Record<Distance, [on: string, off: string]> = {
  block: ["Not blocked.", "Still blocked."],
  mute: ["Not muted.", "Still muted."],
};

/** Blocks or mutes at once on the page, with a way back; a refusal puts it back. */
export function useDistance(handle: string): (kind: Distance, on: boolean) => void {
  const client = useQueryClient();
  const { queryKey } = profileQuery(handle);
  const put = (kind: Distance, on: boolean) =>
    client.setQueryData(
      queryKey,
      (profile) => profile && { ...profile, viewer: { ...profile.viewer, [flags[kind]]: on } },
    );
  const send = (kind: Distance, on: boolean): Promise<unknown> => {
    const path = `/api/v1/profiles/{handle}/${kind}` as const;
    const init = { params: { path: { handle } } };
    return on ? unwrap(api.PUT(path, init)) : unwrap(api.DELETE(path, init));
  };
  const change = (kind: Distance, on: boolean, quietly = false) => {
    put(kind, on);
    send(kind, on)
      .then(() => {
        void client.invalidateQueries({ queryKey });
        void client.invalidateQueries({ queryKey: allLists });
        if (quietly) return;
        toast(
          said[kind][on ? 0 : 1],
          on ? { action: { label: "Undo", run: () => change(kind, false, true) } } : {},
        );
      })
      .catch((error: unknown) => {
        put(kind, !on);
        toast(`${refused[kind][on ? 0 : 1]} ${inWords(error)}`);
      });
  };
  return change;
}
