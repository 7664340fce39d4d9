import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { inWords } from "@/api/errors";
import type { Profile } from "@/api/types";
import { allLists } from "@/features/posts/queries";
import { toast } from "@/ui/toasts";
import { changeRelation, profileQuery, rememberProfile } from "./people";

const at = (handle: string) => ({ params: { path: { handle } } });

/** Keeping one's distance: each at once on the page, and put back with a reason if refused. */
interface Distance {
  block: (handle: string) => void;
  unblock: (handle: string) => void;
  /** `until` is a time, or null for ever. */
  mute: (handle: string, until: string | null) => void;
  unmute: (handle: string) => void;
  hideReposts: (handle: string, hidden: boolean) => void;
}

interface Step {
  /** How the profile is right away. */
  shown: Partial<Profile["viewer"]>;
  send: Promise<Profile>;
  refused: string;
}

async function take(client: QueryClient, handle: string, step: Step): Promise<Profile | null> {
  const { queryKey } = profileQuery(handle);
  const put = (viewer: Partial<Profile["viewer"]>) => {
    client.setQueryData(
      queryKey,
      (profile) => profile && { ...profile, viewer: { ...profile.viewer, ...viewer } },
    );
    changeRelation(client, handle, () => viewer);
  };
  const before = client.getQueryData(queryKey)?.viewer;
  put(step.shown);
  try {
    const profile = await step.send;
    rememberProfile(client, profile);
    return profile;
  } catch (error) {
    if (before) put(before);
    toast(`${step.refused} ${inWords(error)}`);
    return null;
  }
}

export function useDistance(): Distance {
  const client = useQueryClient();
  const refresh = () => {
    void client.invalidateQueries({ queryKey: allLists });
    void client.invalidateQueries({ queryKey: ["me"] });
  };
  const run = (handle: string, step: Step, done: () => void) => {
    void take(client, handle, step).then((profile) => {
      if (!profile) return;
      refresh();
      done();
    });
  };

  const unblock = (handle: string, then?: () => void) =>
    run(
      handle,
      {
        shown: { blocking: false },
        send: unwrap(api.DELETE("/api/v1/profiles/{handle}/block", at(handle))),
        refused: "Still blocked.",
      },
      then ?? (() => toast("No longer blocked")),
    );
  /** A block ends follows both ways: of these one's own comes back, where nobody has to be asked. */
  const takeBlockBack = (handle: string, followed: boolean) =>
    unblock(handle, () => {
      if (!followed) return;
      unwrap(api.PUT("/api/v1/profiles/{handle}/follow", at(handle)))
        .then((profile) => rememberProfile(client, profile))
        .catch((error: unknown) => void toast(`Unblocked, but not followed. ${inWords(error)}`));
    });
  const unmute = (handle: string) =>
    run(
      handle,
      {
        shown: { muting: false, muted_until: null },
        send: unwrap(api.DELETE("/api/v1/profiles/{handle}/mute", at(handle))),
        refused: "Still muted.",
      },
      () => toast("No longer muted"),
    );
  return {
    unblock: (handle) => unblock(handle),
    unmute,
    block: (handle) => {
      const before = client.getQueryData(profileQuery(handle).queryKey);
      const followed = before?.viewer.following === true && !before.is_private;
      run(
        handle,
        {
          shown: { blocking: true, following: false, followed_by: false, requested: false },
          send: unwrap(api.PUT("/api/v1/profiles/{handle}/block", at(handle))),
          refused: "Not blocked.",
        },
        () =>
          toast("Blocked. Neither of you sees the other’s cruds.", {
            action: { label: "Undo", run: () => takeBlockBack(handle, followed) },
          }),
      );
    },
    mute: (handle, until) =>
      run(
        handle,
        {
          shown: { muting: true, muted_until: until },
          send: unwrap(
            api.PUT("/api/v1/profiles/{handle}/mute", { ...at(handle), body: { until } }),
          ),
          refused: "Not muted.",
        },
        () =>
          toast("Muted. Their cruds stay out of your feeds.", {
            action: { label: "Undo", run: () => unmute(handle) },
          }),
      ),
    hideReposts: (handle, hidden) => {
      const path = "/api/v1/profiles/{handle}/hide-reposts";
      run(
        handle,
        {
          shown: { hides_reposts: hidden },
          send: unwrap(hidden ? api.PUT(path, at(handle)) : api.DELETE(path, at(handle))),
          refused: hidden ? "Their reposts still show." : "Their reposts are still hidden.",
        },
        () => toast(hidden ? "Their reposts stay out of your feed" : "Their reposts show again"),
      );
    },
  };
}
