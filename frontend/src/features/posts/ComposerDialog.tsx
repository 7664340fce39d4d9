import { useEffect } from "react";
import { takeIntent } from "@/api/gate";
import { useSession } from "@/api/session";
import { useStore } from "@/lib/store";
import { Dialog } from "@/ui/Dialog";
import { Composer } from "./Composer";
import { closeComposer, composerOpen, openComposer } from "./draft";

/** The composer as a full sheet on a phone and a dialog elsewhere. */
export function ComposerDialog() {
  const open = useStore(composerOpen);
  const signedIn = useSession() === "signed-in";
  useEffect(() => {
    if (signedIn && takeIntent((intent) => intent.kind === "compose")) openComposer();
  }, [signedIn]);
  if (!open) return null;
  return (
    <Dialog title="New crud" sheet onClose={closeComposer}>
      <Composer sheet onPosted={closeComposer} />
    </Dialog>
  );
}
