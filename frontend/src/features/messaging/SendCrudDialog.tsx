import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useMe } from "@/api/me";
import type { Conversation, Post, Sender } from "@/api/types";
import { completionQuery } from "@/features/posts/completion";
import { QuoteCard } from "@/features/posts/QuoteCard";
import { useLate } from "@/lib/useLate";
import { Avatar } from "@/ui/Avatar";
import { Dialog } from "@/ui/Dialog";
import { SearchField } from "@/ui/SearchField";
import { toast } from "@/ui/toasts";
import { changeDraft } from "./drafts";
import { Face } from "./Face";
import { others, titleOf } from "./people";
import { useInbox } from "./queries";
import { useStartConversation, whyNotStarted } from "./start";

const row =
  "flex min-h-14 w-full items-center gap-3 rounded-md px-3 text-left -outline-offset-2 hover:bg-sunken";

/** Conversations that can be written in, by what they are called or who is in them. */
export function found(
  conversations: readonly Conversation[],
  typed: string,
  nameOf: (conversation: Conversation) => string,
): Conversation[] {
  const wanted = typed.trim().replace(/^@/, "").toLocaleLowerCase();
  return conversations.filter(
    (one) =>
      one.can_send &&
      (nameOf(one).toLocaleLowerCase().includes(wanted) ||
        one.members.some((member) => member.handle?.includes(wanted))),
  );
}

/** People who are looked for and not met in a conversation of two yet. */
function usePeople(
  typed: string,
  met: ReadonlySet<string | null>,
): (Sender & { handle: string })[] {
  const q = useLate(typed.trim().replace(/^@/, ""), 200);
  const { data } = useQuery({ ...completionQuery(q), enabled: q.length > 1 });
  if (q.length < 2) return [];
  return (data?.items ?? []).flatMap((one) =>
    one.handle === null || met.has(one.handle) ? [] : [{ ...one, handle: one.handle }],
  );
}

/** Chooses where a crud goes; it lies in that conversation's form then, for words to go with it. */
export function SendCrudDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const me = useMe();
  const navigate = useNavigate();
  const start = useStartConversation();
  const [typed, setTyped] = useState("");
  const { data } = useInbox();
  const all = data?.pages.flatMap((page) => page.items) ?? [];
  const shown = found(all, typed, (one) => titleOf(one, me));
  const met = new Set(
    all.flatMap((one) => (one.kind === "direct" ? others(one, me).map((who) => who.handle) : [])),
  );
  const people = usePeople(typed, met.add(me?.handle ?? null));

  const go = (id: string) => {
    changeDraft(id, { postId: post.id });
    onClose();
    void navigate(`/messages/${id}`);
  };
  const begin = (handle: string) =>
    start.mutate(
      { handles: [handle] },
      {
        onSuccess: ({ id }) => go(id),
        onError: (error) => toast(whyNotStarted(error, [handle])),
      },
    );

  return (
    <Dialog title="Send in a message" onClose={onClose}>
      <div className="px-5 pt-1 pb-2">
        <QuoteCard quote={{ state: "visible", post: { ...post, quote: null } }} still />
        <div className="mt-3">
          <SearchField label="Conversation or person" value={typed} onChange={setTyped} />
        </div>
      </div>
      <ul aria-label="Where to" className="max-h-[44vh] min-h-40 overflow-y-auto px-2 pb-3">
        {shown.map((one) => (
          <li key={one.id}>
            <button type="button" className={row} onClick={() => go(one.id)}>
              <Face conversation={one} size={40} />
              <b className="truncate">{titleOf(one, me)}</b>
            </button>
          </li>
        ))}
        {people.map((person) => (
          <li key={person.handle}>
            <button type="button" className={row} onClick={() => begin(person.handle)}>
              <Avatar person={person} size={40} />
              <span className="min-w-0 leading-tight">
                <b className="block truncate">{person.display_name}</b>
                <span className="block truncate text-muted">@{person.handle}</span>
              </span>
            </button>
          </li>
        ))}
        {shown.length === 0 && people.length === 0 && (
          <li className="px-3 py-6 text-center text-muted">
            {typed.trim() === "" ? "Look for a person to send it to." : "Nobody is called that."}
          </li>
        )}
      </ul>
    </Dialog>
  );
}
