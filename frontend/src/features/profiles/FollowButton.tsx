import { Check, Clock3 } from "lucide-react";
import { useEffect, useState } from "react";
import { takeIntent, useGate } from "@/api/gate";
import { useSession } from "@/api/session";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { followLabel, followState, useFollow, type Followed } from "./follow";

/** To follow a private person again one would have to ask: this has no undo. */
function Unfollowing({
  handle,
  onSure,
  onClose,
}: {
  handle: string;
  onSure: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog title={`Stop following @${handle}?`} onClose={onClose}>
      <div className="px-5 pt-1 pb-5">
        <p className="text-muted">
          You will not see their cruds any more. To follow them again you would have to ask.
        </p>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button look="quiet" onClick={onClose}>
            Keep following
          </Button>
          <Button onClick={onSure}>Stop following</Button>
        </div>
      </div>
    </Dialog>
  );
}

interface FollowButtonProps {
  person: Followed;
  /** Its name says whom, where several stand below each other. */
  named?: boolean;
  /** Out of the order of the Tab key. */
  unreached?: boolean;
}

/** Says what is; pressed again it undoes it. A press while signed out is done after signing in. */
export function FollowButton({ person, named = false, unreached = false }: FollowButtonProps) {
  const { handle, viewer } = person;
  const gate = useGate();
  const follow = useFollow(person);
  const [asking, setAsking] = useState(false);
  const signedIn = useSession() === "signed-in";
  const state = followState(viewer);

  useEffect(() => {
    if (!signedIn) return;
    const intent = takeIntent((one) => one.kind === "follow" && one.handle === handle);
    if (intent && state === "none" && !viewer.is_self) follow(true);
  }, [signedIn, handle, state, viewer.is_self, follow]);

  if (viewer.is_self || viewer.blocking) return null;
  const press = () => {
    if (!gate({ kind: "follow", handle })) return;
    if (state === "following" && person.is_private) setAsking(true);
    else follow(state === "none");
  };
  const label = followLabel(person);
  return (
    <>
      <Button
        look={state === "none" ? "primary" : "outline"}
        aria-pressed={state !== "none"}
        aria-label={named ? `${label} @${handle}` : undefined}
        title={state === "requested" ? "Take the request back" : undefined}
        tabIndex={unreached ? -1 : undefined}
        className="min-w-29 px-4!"
        onClick={press}
      >
        {state === "following" && <Check size={17} aria-hidden="true" />}
        {state === "requested" && <Clock3 size={17} aria-hidden="true" />}
        {label}
      </Button>
      {asking && (
        <Unfollowing
          handle={handle}
          onClose={() => setAsking(false)}
          onSure={() => {
            setAsking(false);
            follow(false);
          }}
        />
      )}
    </>
  );
}
