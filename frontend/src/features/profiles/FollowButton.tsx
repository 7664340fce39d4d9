import { useEffect } from "react";
import { takeIntent, useGate } from "@/api/gate";
import { useSession } from "@/api/session";
import type { Profile } from "@/api/types";
import { Button } from "@/ui/Button";
import { useFollow } from "./queries";

/** Says what is; pressed again it undoes it. A press while signed out is done after signing in. */
export function FollowButton({ profile }: { profile: Profile }) {
  const { handle, viewer } = profile;
  const gate = useGate();
  const follow = useFollow(handle);
  const signedIn = useSession() === "signed-in";

  useEffect(() => {
    if (!signedIn) return;
    const intent = takeIntent((one) => one.kind === "follow" && one.handle === handle);
    if (intent && !viewer.following && !viewer.is_self) follow(true);
  }, [signedIn, handle, viewer.following, viewer.is_self, follow]);

  if (viewer.is_self) return null;
  return (
    <Button
      look={viewer.following ? "outline" : "primary"}
      aria-pressed={viewer.following}
      className="min-w-29"
      onClick={() => {
        if (gate({ kind: "follow", handle })) follow(!viewer.following);
      }}
    >
      {viewer.following ? "Following" : "Follow"}
    </Button>
  );
}
