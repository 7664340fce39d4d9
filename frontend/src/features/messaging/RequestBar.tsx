import { useNavigate } from "react-router";
import { useMe } from "@/api/me";
import type { Conversation } from "@/api/types";
import { Button } from "@/ui/Button";
import { names, others } from "./people";
import { useAnswering } from "./requests";

/** In place of the form, where somebody whom one does not follow has written. */
export function RequestBar({ conversation }: { conversation: Conversation }) {
  const answering = useAnswering();
  const navigate = useNavigate();
  const people = others(conversation, useMe());
  const direct = conversation.kind === "direct";
  const handle = direct ? people[0]?.handle : null;
  const away = (act: () => void) => {
    void navigate("/messages", { replace: true });
    act();
  };
  return (
    <section
      aria-label="Message request"
      className="border-t border-line px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      <p className="max-w-[65ch] text-muted">
        {direct
          ? `${names(people)} would like to write to you and does not see whether you have read this.`
          : "You were added to this group. Nobody sees whether you have read this."}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={() => answering.accept(conversation)}>Accept</Button>
        <Button look="outline" onClick={() => away(() => answering.decline(conversation))}>
          Delete
        </Button>
        {handle && (
          <Button look="danger" onClick={() => away(() => answering.block(conversation, handle))}>
            Block
          </Button>
        )}
      </div>
    </section>
  );
}
