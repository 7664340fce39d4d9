import { ChevronRight, LogOut } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { inWords, isNotFound } from "@/api/errors";
import { useMe } from "@/api/me";
import type { Conversation } from "@/api/types";
import { Button } from "@/ui/Button";
import { Choice } from "@/ui/Choice";
import { DetailHead } from "@/ui/DetailHead";
import { Setting, SwitchSetting } from "@/ui/Setting";
import { EmptyState, TroubleState, Waiting } from "@/ui/States";
import { lastsChoices, lastsInWords, useSetLasts } from "./edit";
import { Face } from "./Face";
import { GroupName } from "./GroupName";
import { GroupPicture } from "./GroupPicture";
import { useKeeping } from "./keeping";
import { LeaveDialog } from "./LeaveDialog";
import { MemberList } from "./MemberList";
import { rightsIn } from "./members";
import { nobody, others, titleOf } from "./people";
import { useConversation } from "./useConversation";

interface PartProps {
  conversation: Conversation;
}

function Identity({ conversation }: PartProps) {
  const me = useMe();
  const { manage } = rightsIn(conversation);
  const since = new Date(conversation.created_at).toLocaleDateString(undefined, {
    dateStyle: "long",
  });
  return (
    <section aria-label="Who it is" className="border-b border-line px-4 py-6">
      <div className="grid justify-items-center gap-2 text-center">
        {manage ? (
          <GroupPicture conversation={conversation} />
        ) : (
          <Face conversation={conversation} size={88} />
        )}
        <h2 className="max-w-full text-20 font-bold [overflow-wrap:anywhere]">
          {titleOf(conversation, me)}
        </h2>
        <p className="text-muted">Since {since}</p>
      </div>
      {manage && (
        <div className="mt-4 text-center [&_form]:text-left">
          <GroupName conversation={conversation} />
        </div>
      )}
    </section>
  );
}

/** The other one of two: what keeps them away is where it always is, on their profile. */
function Other({ conversation }: PartProps) {
  const [other = nobody] = others(conversation, useMe());
  if (other.handle === null) return null;
  return (
    <Link
      to={`/@${other.handle}`}
      className="flex min-h-16 items-center gap-3 border-b border-line px-4 py-3 -outline-offset-2 hover:bg-raised"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate text-17 font-bold">Profile of @{other.handle}</span>
        <span className="block text-muted">There you can also mute or block them.</span>
      </span>
      <ChevronRight size={18} aria-hidden="true" className="shrink-0 text-wick" />
    </Link>
  );
}

function Lasts({ conversation }: PartProps) {
  const { lasts, kind } = conversation;
  const set = useSetLasts(conversation);
  const may = rightsIn(conversation).lasts;
  const current = lastsChoices.find(([one]) => one === lasts)?.[1];
  return (
    <Setting
      id="lasts"
      label="How long messages last"
      about={
        <>
          {!may && <b className="block text-ink">{current}</b>}
          {lastsInWords(lasts)}
          {!may && kind === "group" && " Its owners decide this."}
        </>
      }
    >
      {may && (
        <Choice legend="How long messages last" list={lastsChoices} value={lasts} onChange={set} />
      )}
    </Setting>
  );
}

function Leave({ conversation }: PartProps) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  return (
    <div className="px-4 py-6">
      <Button look="danger" onClick={() => setAsking(true)}>
        <LogOut size={18} aria-hidden="true" /> Leave the group
      </Button>
      {asking && (
        <LeaveDialog
          conversation={conversation}
          onClose={() => setAsking(false)}
          onLeft={() => void navigate("/messages", { replace: true })}
        />
      )}
    </div>
  );
}

function Parts({ conversation }: PartProps) {
  const { mute } = useKeeping();
  const { kind, muted, state } = conversation;
  const group = kind === "group";
  return (
    <>
      <Identity conversation={conversation} />
      {state === "in" && (
        <div className="border-b border-line">
          <SwitchSetting
            id="mute"
            label="Mute"
            about="What is new here is not counted on Messages and not told to you."
            on={muted}
            onChange={(on) => mute(conversation, on)}
          />
        </div>
      )}
      <div className="border-b border-line">
        <Lasts conversation={conversation} />
      </div>
      {group ? <MemberList conversation={conversation} /> : <Other conversation={conversation} />}
      {group && <Leave conversation={conversation} />}
    </>
  );
}

/** All that there is to know and to set of a conversation, beside what is said in it. */
export function Details() {
  const { id = "" } = useParams();
  const query = useConversation(id);
  const back = `/messages/${id}`;
  return (
    <>
      <DetailHead title="Details" up={back} upLabel="Back to the conversation" />
      {query.data && !isNotFound(query.error) ? (
        <Parts key={id} conversation={query.data} />
      ) : isNotFound(query.error) ? (
        <EmptyState title="No such conversation">
          It does not exist, or you are not part of it.
        </EmptyState>
      ) : query.isError ? (
        <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <Waiting label="Loading the details" />
      )}
    </>
  );
}
