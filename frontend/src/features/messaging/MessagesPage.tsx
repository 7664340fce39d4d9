import { MessagesSquare } from "lucide-react";
import { useCallback, useEffect } from "react";
import { Outlet, useNavigate, useParams } from "react-router";
import { inWords } from "@/api/errors";
import { cx } from "@/lib/cx";
import { PageTitle } from "@/lib/title";
import { EmptyState, TroubleState, Waiting } from "@/ui/States";
import { Inbox } from "./Inbox";
import { useStartConversation } from "./start";

/** Two panes from 768 px; on a phone, one or the other. */
export function MessagesPage() {
  const { id, handle } = useParams();
  const reading = id !== undefined || handle !== undefined;
  return (
    <div className="flex h-dvh">
      <PageTitle>Messages</PageTitle>
      <section
        aria-label="Inbox"
        className={cx(
          "overflow-y-auto border-line pb-20 md:block md:w-80 md:shrink-0 md:border-r md:pb-0 xl:w-96",
          reading ? "hidden" : "w-full",
        )}
      >
        <Inbox />
      </section>
      <section
        aria-label="Conversation"
        className={cx("min-w-0 flex-1 flex-col md:flex", reading ? "flex" : "hidden")}
      >
        <Outlet />
      </section>
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
    mutate(handle, {
      onSuccess: ({ id }) => void navigate(`/messages/${id}`, { replace: true }),
    });
  }, [handle, mutate, navigate]);
  useEffect(open, [open]);
  if (error) return <TroubleState words={inWords(error)} onRetry={open} />;
  return <Waiting label={`Opening the conversation with ${handle}`} />;
}
