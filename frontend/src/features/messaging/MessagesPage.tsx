import { MessagesSquare } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect } from "react";
import { Outlet, useMatch, useNavigate, useParams } from "react-router";
import { cx } from "@/lib/cx";
import { PageTitle } from "@/lib/title";
import { EmptyState, TroubleState, Waiting } from "@/ui/States";
import { Inbox } from "./Inbox";
import { useStartConversation, whyNotStarted } from "./start";
import { useConversation } from "./useConversation";

const RequestList = lazy(async () => ({ default: (await import("./RequestList")).RequestList }));
const Details = lazy(async () => ({ default: (await import("./Details")).Details }));

/** The requests stand in place of the inbox, also beside one of them that is open. */
function useAtRequests(): boolean {
  const { id = "" } = useParams();
  const atList = useMatch("/messages/requests") !== null;
  const { data } = useConversation(id);
  return atList || data?.state === "request";
}

/**
 * From 768 px the list stands beside what was chosen from it; from 1200 px the details of a
 * conversation stand beside that too. On a phone there is one at a time.
 */
export function MessagesPage() {
  const { id, handle } = useParams();
  const detailed = useMatch("/messages/:id/details") !== null;
  const atRequests = useAtRequests();
  const reading = id !== undefined || handle !== undefined;
  return (
    <div className="flex h-[var(--in-sight,100dvh)]">
      <PageTitle>Messages</PageTitle>
      <section
        aria-label={atRequests ? "Message requests" : "Inbox"}
        className={cx(
          "overflow-y-auto border-line pb-20 md:block md:w-80 md:shrink-0 md:border-r md:pb-0",
          reading ? "hidden" : "w-full",
          detailed ? "xl:w-72" : "xl:w-96",
        )}
      >
        <Suspense fallback={<Waiting />}>{atRequests ? <RequestList /> : <Inbox />}</Suspense>
      </section>
      <section
        aria-label="Conversation"
        className={cx(
          "min-w-0 flex-1 flex-col",
          !reading && "hidden md:flex",
          reading && (detailed ? "hidden xl:flex" : "flex"),
        )}
      >
        <Outlet />
      </section>
      {detailed && (
        <section
          aria-label="Details"
          className="min-w-0 flex-1 overflow-y-auto border-line xl:w-80 xl:flex-none xl:border-l"
        >
          <Suspense fallback={<Waiting />}>
            <Details />
          </Suspense>
        </section>
      )}
    </div>
  );
}

export function NoThread() {
  return (
    <div className="my-auto">
      <EmptyState title="Pick a conversation" icon={<MessagesSquare size={40} strokeWidth={1.4} />}>
        Or start one from anybody’s profile.
      </EmptyState>
    </div>
  );
}

/** The "Message" button leads here: on to the conversation with that person. */
export function StartConversation() {
  const { handle = "" } = useParams();
  const navigate = useNavigate();
  const { mutate, error } = useStartConversation();
  const open = useCallback(() => {
    mutate(
      { handles: [handle] },
      { onSuccess: ({ id }) => void navigate(`/messages/${id}`, { replace: true }) },
    );
  }, [handle, mutate, navigate]);
  useEffect(open, [open]);
  if (error) return <TroubleState words={whyNotStarted(error, [handle])} onRetry={open} />;
  return <Waiting label={`Opening the conversation with ${handle}`} />;
}
