import { ChevronRight, MessageCircleQuestion, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { Button, IconButton } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState } from "@/ui/States";
import { BoxList } from "./BoxList";
import { useSummary } from "./summary";

const NewMessageDialog = lazy(async () => ({
  default: (await import("./NewMessageDialog")).NewMessageDialog,
}));

/** The way to those who wait to be let in; not there while nobody does. */
function RequestsRow() {
  const { requests } = useSummary();
  if (requests === 0) return null;
  return (
    <Link
      to="/messages/requests"
      className="flex min-h-14 items-center gap-3 border-b border-line px-4 -outline-offset-2 hover:bg-raised"
    >
      <span className="grid w-11 place-items-center text-muted">
        <MessageCircleQuestion size={22} aria-hidden="true" />
      </span>
      <span className="flex-1 font-semibold">
        Message requests <span className="tabular">({requests > 99 ? "99+" : requests})</span>
      </span>
      <ChevronRight size={18} aria-hidden="true" className="text-wick" />
    </Link>
  );
}

export function Inbox() {
  const [writing, setWriting] = useState(false);
  return (
    <>
      <PageHead
        title="Messages"
        action={
          <IconButton label="New message" className="-mr-2" onClick={() => setWriting(true)}>
            <Plus size={24} />
          </IconButton>
        }
      />
      <RequestsRow />
      <BoxList
        box="inbox"
        label="Conversations"
        empty={
          <EmptyState
            title="No messages yet"
            action={<Button onClick={() => setWriting(true)}>Write to someone</Button>}
          >
            Messages are between you and the people you choose.
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {writing && <NewMessageDialog onClose={() => setWriting(false)} />}
      </Suspense>
    </>
  );
}
