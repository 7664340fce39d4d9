import { useParams } from "react-router";
import { inWords, isNotFound } from "@/api/errors";
import { ButtonLink } from "@/ui/Button";
import { EmptyState, TroubleState, Waiting } from "@/ui/States";
import { OpenThread } from "./OpenThread";
import { useConversation } from "./useConversation";

/** One conversation: what the inbox knows of it at once, and then what only it says itself. */
export function Thread() {
  const { id = "" } = useParams();
  const query = useConversation(id);
  if (query.data && !isNotFound(query.error))
    return <OpenThread key={id} conversation={query.data} />;
  if (isNotFound(query.error)) {
    return (
      <EmptyState
        title="No such conversation"
        action={
          <ButtonLink to="/messages" look="outline">
            All messages
          </ButtonLink>
        }
      >
        It does not exist, or you are not part of it.
      </EmptyState>
    );
  }
  if (query.isError) {
    return <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />;
  }
  return <Waiting label="Loading the conversation" />;
}
