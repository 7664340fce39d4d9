import { MessageCircleQuestion } from "lucide-react";
import { DetailHead } from "@/ui/DetailHead";
import { EmptyState } from "@/ui/States";
import { BoxList } from "./BoxList";
import { useDeclined } from "./requests";

/** Conversations that wait to be accepted. */
export function RequestList() {
  return (
    <>
      <DetailHead title="Message requests" up="/messages" upLabel="All messages" />
      <p className="border-b border-line px-4 py-3 text-muted">
        From people you do not follow. They do not see that you have read them until you accept.
      </p>
      <BoxList
        box="requests"
        label="Message requests"
        away={useDeclined()}
        empty={
          <EmptyState
            title="Nobody waits"
            icon={<MessageCircleQuestion size={40} strokeWidth={1.5} />}
          >
            When somebody you do not follow writes to you, or adds you to a group, it waits here
            until you let it in.
          </EmptyState>
        }
      />
    </>
  );
}
