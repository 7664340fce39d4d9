import { ArrowLeft, Info } from "lucide-react";
import { Link, useMatch } from "react-router";
import { useMe } from "@/api/me";
import type { Conversation } from "@/api/types";
import { cx } from "@/lib/cx";
import { Face } from "./Face";
import { nobody, others, titleOf } from "./people";

/** To the details; where they stand beside the conversation, away from them. */
function DetailsLink({ id }: { id: string }) {
  const open = useMatch("/messages/:id/details") !== null;
  return (
    <Link
      to={open ? `/messages/${id}` : `/messages/${id}/details`}
      aria-label={open ? "Close the details" : "Details"}
      title={open ? "Close the details" : "Details"}
      className={cx(
        "-mr-2 grid size-11 shrink-0 place-items-center rounded-full hover:bg-sunken hover:text-ink",
        open ? "bg-sunken text-ink" : "text-muted",
      )}
    >
      <Info size={21} aria-hidden="true" />
    </Link>
  );
}

/** Whose conversation it is. */
export function ThreadHead({ conversation }: { conversation: Conversation }) {
  const me = useMe();
  const { id, state } = conversation;
  const people = others(conversation, me);
  const first = people[0] ?? nobody;
  const group = conversation.kind === "group";
  return (
    <header className="flex min-h-15 items-center gap-3 border-b border-line px-4">
      <Link
        to={state === "request" ? "/messages/requests" : "/messages"}
        aria-label={state === "request" ? "All message requests" : "All messages"}
        className="-ml-2.5 grid size-11 place-items-center rounded-full text-muted hover:bg-sunken md:hidden"
      >
        <ArrowLeft size={22} />
      </Link>
      <Face conversation={conversation} size={40} />
      <div className="min-w-0 flex-1 leading-tight">
        <h1 className="truncate text-17 font-bold">{titleOf(conversation, me)}</h1>
        {group ? (
          <p className="tabular text-13 text-muted">{conversation.members.length} people</p>
        ) : (
          first.handle && (
            <Link
              to={`/@${first.handle}`}
              data-person={first.handle}
              className="text-13 text-muted hover:underline"
            >
              @{first.handle}
            </Link>
          )
        )}
      </div>
      <DetailsLink id={id} />
    </header>
  );
}
