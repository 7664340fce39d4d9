import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { inWords } from "@/api/errors";
import { meQuery } from "@/api/me";
import type { Person, Profile } from "@/api/types";
import { listKey, personKey } from "@/features/posts/queries";
import { toast } from "@/ui/toasts";
import { changeRelation, profileQuery, rememberProfile, type Relation } from "./people";

export type FollowState = "none" | "requested" | "following";
/** As much of a person as following needs; a profile or a row of a list. */
export type Followed = Pick<Person, "handle" | "is_private"> & {
  viewer: Pick<Relation, "is_self" | "following" | "requested" | "blocking">;
};

export const followState = ({ following, requested }: Followed["viewer"]): FollowState =>
  following ? "following" : requested ? "requested" : "none";

export function followLabel({ is_private, viewer }: Followed): string {
  const state = followState(viewer);
  if (state === "none") return is_private ? "Ask to follow" : "Follow";
  return state === "requested" ? "Requested" : "Following";
}

/** What one will be to a person, as far as one can tell before the API has answered. */
export function wished(is_private: boolean, on: boolean) {
  return { following: on && !is_private, requested: on && is_private };
}

/** Their followers, counted anew where they are shown. */
function countFollower(client: QueryClient, handle: string, change: number): void {
  client.setQueryData(profileQuery(handle).queryKey, (profile): Profile | undefined =>
    profile?.counts
      ? {
          ...profile,
          counts: { ...profile.counts, followers: profile.counts.followers + change },
        }
      : profile,
  );
}

/** What may have come into sight, or gone out of it. */
function refresh(client: QueryClient, profile: Profile, before: Followed): void {
  if (profile.is_private && profile.viewer.following !== before.viewer.following) {
    void client.resetQueries({ queryKey: personKey(profile.handle) });
  }
  void client.invalidateQueries({ queryKey: listKey("home") });
  void client.invalidateQueries({ queryKey: meQuery.queryKey, exact: true });
}

const refused = (person: Followed, on: boolean): string =>
  on ? "Not followed." : person.viewer.requested ? "Still requested." : "Still followed.";

/** Follows, asks to, or undoes either, at once on the page; put back with a reason if refused. */
export function useFollow(person: Followed): (on: boolean) => void {
  const { handle, is_private, viewer } = person;
  const client = useQueryClient();
  const { mutate } = useMutation({
    networkMode: "always",
    scope: { id: `follow-${handle}` },
    mutationFn: (on: boolean) => {
      const init = { params: { path: { handle } } };
      const path = "/api/v1/profiles/{handle}/follow";
      return unwrap(on ? api.PUT(path, init) : api.DELETE(path, init));
    },
    onMutate: async (on) => {
      await client.cancelQueries({ queryKey: profileQuery(handle).queryKey });
      const wish = wished(is_private, on);
      const counted = Number(wish.following) - Number(viewer.following);
      changeRelation(client, handle, () => wish);
      countFollower(client, handle, counted);
      return { before: person, counted };
    },
    onError: (error, on, context) => {
      if (!context) return;
      const { following, requested } = context.before.viewer;
      changeRelation(client, handle, () => ({ following, requested }));
      countFollower(client, handle, -context.counted);
      toast(`${refused(context.before, on)} ${inWords(error)}`);
    },
    onSuccess: (profile, _on, { before }) => {
      rememberProfile(client, profile);
      refresh(client, profile, before);
    },
  });
  return mutate;
}
