import { Check, CheckCheck } from "lucide-react";
import type { Member } from "@/api/types";
import { clockTime, fullTime } from "@/lib/time";
import { Avatar } from "@/ui/Avatar";
import { FuseLeft } from "@/ui/Fuse";
import { Mark } from "@/ui/Mark";
import type { Said } from "./lines";
import type { Unsent } from "./outbox";
import { names } from "./people";
import { useThread } from "./threadActions";

export type Receipt = "sent" | "seen" | null;

const small =
  "relative px-2 font-semibold underline underline-offset-3 before:absolute before:inset-x-0 before:-inset-y-3.5";

function Failed({ unsent }: { unsent: Unsent }) {
  const { retry, discard } = useThread();
  return (
    <span role="alert" className="flex flex-wrap items-center justify-end gap-x-1 text-danger">
      Not sent. {unsent.reason}
      <button type="button" className={small} onClick={() => retry(unsent)}>
        Try again
      </button>
      <button type="button" className={small} onClick={() => discard(unsent)}>
        Discard
      </button>
    </span>
  );
}

function Sending({ unsent }: { unsent: Unsent }) {
  const waits = unsent.tries > 0 || !navigator.onLine;
  return (
    <span className="flex items-center gap-1">
      <Mark size={12} burning />
      {waits ? "Waiting for the connection" : "Sending"}
    </span>
  );
}

/** By small pictures, who has read as far as here and no further. */
function Readers({ readers }: { readers: readonly Member[] }) {
  if (readers.length === 0) return null;
  return (
    <span title={`Seen by ${names(readers)}`} className="flex items-center -space-x-1">
      <span className="sr-only">Seen by {names(readers)}</span>
      {readers.slice(0, 5).map((one, index) => (
        <span key={one.handle ?? index} aria-hidden="true" className="scale-75">
          <Avatar person={one} size={24} />
        </span>
      ))}
      {readers.length > 5 && (
        <span aria-hidden="true" className="tabular pl-1.5">
          +{readers.length - 5}
        </span>
      )}
    </span>
  );
}

interface FootingProps {
  line: Said;
  receipt: Receipt;
  readers: readonly Member[];
}

/** Below what was said: when, whether it was changed, how long it stays, and who has seen it. */
export function Footing({ line, receipt, readers }: FootingProps) {
  const { message, unsent, last, at } = line;
  if (unsent) {
    return unsent.state === "failed" ? <Failed unsent={unsent} /> : <Sending unsent={unsent} />;
  }
  const shown = message?.deleted ? null : message;
  const editedAt = shown?.edited_at ?? null;
  const until = last ? (shown?.expires_at ?? null) : null;
  if (!last && editedAt === null && receipt === null && readers.length === 0) return null;
  return (
    <span className="flex items-center gap-1.5">
      {until !== null && <FuseLeft since={at} until={until} />}
      {editedAt !== null && <span title={fullTime(editedAt)}>Edited</span>}
      {last && (
        <time dateTime={at} title={fullTime(at)} className="tabular">
          {clockTime(at)}
        </time>
      )}
      {receipt === "sent" && (
        <span className="flex items-center" title="Sent">
          <Check size={14} aria-hidden="true" />
          <span className="sr-only">Sent</span>
        </span>
      )}
      {receipt === "seen" && (
        <span className="flex items-center gap-0.5">
          <CheckCheck size={15} aria-hidden="true" /> Seen
        </span>
      )}
      <Readers readers={readers} />
    </span>
  );
}
