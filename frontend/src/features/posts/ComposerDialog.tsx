import { Link } from "react-router";
import { useSession } from "@/api/session";
import { useStore } from "@/lib/store";
import { Dialog } from "@/ui/Dialog";
import { Composer } from "./Composer";
import { closeComposer, composerOpen } from "./draft";
import { QuoteCard } from "./QuoteCard";

/** The composer as a full sheet on a phone and a dialog elsewhere. */
export function ComposerDialog() {
  const composing = useStore(composerOpen);
  const signedIn = useSession() === "signed-in";
  if (!composing) return null;
  const { replyTo, quote } = composing;
  return (
    <Dialog
      title={replyTo ? "Reply" : quote ? "Quote" : "New crud"}
      sheet
      onClose={closeComposer}
      action={
        signedIn &&
        !replyTo &&
        !quote && (
          <Link
            to="/drafts"
            onClick={closeComposer}
            className="grid min-h-11 place-items-center rounded-full px-4 font-semibold hover:bg-sunken"
          >
            Drafts
          </Link>
        )
      }
    >
      {replyTo && (
        <div className="px-4">
          <QuoteCard quote={{ state: "visible", post: { ...replyTo, quote: null } }} still />
        </div>
      )}
      <Composer composing={composing} sheet onPosted={closeComposer} />
    </Dialog>
  );
}
