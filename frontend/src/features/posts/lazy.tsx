import { lazy, Suspense, useEffect } from "react";
import { takeIntent } from "@/api/gate";
import { useSession } from "@/api/session";
import { keepTrying } from "@/lib/keepTrying";
import { useStore } from "@/lib/store";
import { composerOpen, openComposer, type Composing } from "./draft";
import { overlay } from "./overlay";

/* What the first page does not need to be read: loaded when it is idle, or when asked for. */

const loadComposer = () => import("./Composer");
const loadComposerDialog = () => import("./ComposerDialog");
const loadDialogs = () => import("./PostDialogs");

const Composer = lazy(async () => ({ default: (await keepTrying(loadComposer)).Composer }));
const ComposerDialog = lazy(async () => ({
  default: (await keepTrying(loadComposerDialog)).ComposerDialog,
}));
const PostDialogs = lazy(async () => ({ default: (await keepTrying(loadDialogs)).PostDialogs }));

export const likely = [loadComposer, loadComposerDialog, () => import("./ComposerTools")];

/** The composer on a page; until it is there, its place looks the same. */
export function LazyComposer({ composing }: { composing: Composing }) {
  return (
    <Suspense
      fallback={
        <div className="flex gap-3 px-4 py-3 text-17 text-muted">
          <span className="size-11 rounded-full bg-sunken" />
          <span className="py-2">What is on your mind</span>
        </div>
      }
    >
      <Composer composing={composing} />
    </Suspense>
  );
}

/** What lies over the page: the composer, and what belongs to a crud. */
export function Overlays() {
  const composing = useStore(composerOpen) !== null;
  const over = useStore(overlay) !== null;
  const signedIn = useSession() === "signed-in";
  useEffect(() => {
    if (signedIn && takeIntent((intent) => intent.kind === "compose")) openComposer();
  }, [signedIn]);
  return (
    <>
      <Suspense fallback={null}>{composing && <ComposerDialog />}</Suspense>
      <Suspense fallback={null}>{over && <PostDialogs />}</Suspense>
    </>
  );
}
