import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarClock, Ellipsis, FilePen, Image, PenLine, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { inWords } from "@/api/errors";
import type { Draft } from "@/api/types";
import { createStore, useStore } from "@/lib/store";
import { fullTime } from "@/lib/time";
import { PageTitle } from "@/lib/title";
import { Button } from "@/ui/Button";
import { Menu, MenuItem, MenuItems } from "@/ui/Menu";
import { PageHead } from "@/ui/PageHead";
import { EmptyState, TroubleState } from "@/ui/States";
import { Ago } from "@/ui/Time";
import { toast } from "@/ui/toasts";
import { settlePost } from "./cache";
import { openComposer } from "./draft";
import { draftsQuery, editDraft, publishDraft, removeDraft, type DraftList } from "./drafts";
import { PostSkeletons } from "./PostList";

const UNDO_MS = 5_000;
const leaving = createStore<ReadonlySet<string>>(new Set());
const without = (id: string) => (ids: ReadonlySet<string>) =>
  new Set([...ids].filter((one) => one !== id));

function useDraftActions(draft: Draft) {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: ["drafts"] });
  const [busy, setBusy] = useState(false);
  return {
    busy,
    publish: () => {
      setBusy(true);
      publishDraft(draft.id)
        .then(({ items }) => {
          items.forEach((post) => settlePost(client, undefined, post));
          toast("Posted");
        })
        .catch((error: unknown) => void toast(`Not posted. ${inWords(error)}`))
        .finally(() => {
          setBusy(false);
          void again();
        });
    },
    remove: () => {
      leaving.set((ids) => new Set(ids).add(draft.id));
      const timer = setTimeout(() => {
        removeDraft(draft.id)
          .then(again)
          .catch((error: unknown) => {
            toast(`The draft was not deleted. ${inWords(error)}`);
          })
          .finally(() => leaving.set(without(draft.id)));
      }, UNDO_MS);
      toast("Draft deleted", {
        stays: UNDO_MS,
        action: {
          label: "Undo",
          run: () => {
            clearTimeout(timer);
            leaving.set(without(draft.id));
          },
        },
      });
    },
  };
}

function DraftRow({ draft }: { draft: Draft }) {
  const { busy, publish, remove } = useDraftActions(draft);
  const [first] = draft.posts;
  const images = draft.posts.reduce((sum, post) => sum + (post.media_ids?.length ?? 0), 0);
  const said = first?.text.trim() ? first.text : "No words yet";
  return (
    <li className="flex items-start gap-2 border-b border-line py-1 pr-2" aria-busy={busy}>
      <button
        type="button"
        onClick={() => void editDraft(draft)}
        className="min-w-0 flex-1 rounded-md px-4 py-3 text-left -outline-offset-2 hover:bg-raised"
      >
        <span dir="auto" className="line-clamp-3 text-17 [overflow-wrap:anywhere]">
          {said}
        </span>
        <span className="tabular mt-1.5 flex flex-wrap items-center gap-x-3 text-13 text-muted">
          {draft.publish_at === null ? (
            <span>
              Changed <Ago iso={draft.updated_at} />
            </span>
          ) : (
            <span className="inline-flex items-center gap-1.5 font-semibold text-ink">
              <CalendarClock size={14} aria-hidden="true" /> {fullTime(draft.publish_at)}
            </span>
          )}
          {draft.posts.length > 1 && <span>{draft.posts.length} cruds</span>}
          {images > 0 && (
            <span className="inline-flex items-center gap-1">
              <Image size={14} aria-hidden="true" /> {images} {images === 1 ? "image" : "images"}
            </span>
          )}
        </span>
        {draft.problem !== null && (
          <span className="mt-2 block rounded-md bg-danger-soft px-3 py-2 text-15 text-danger">
            {draft.problem}
          </span>
        )}
      </button>
      <Menu
        label={`More for draft: ${said.slice(0, 40)}`}
        className="mt-1.5 grid size-11 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
        button={<Ellipsis size={19} aria-hidden="true" />}
      >
        <MenuItems>
          <MenuItem icon={<PenLine size={19} />} onChoose={() => void editDraft(draft)}>
            Go on writing
          </MenuItem>
          <MenuItem icon={<Send size={19} />} onChoose={publish}>
            Post now
          </MenuItem>
          <MenuItem icon={<Trash2 size={19} />} danger onChoose={remove}>
            Delete
          </MenuItem>
        </MenuItems>
      </Menu>
    </li>
  );
}

function useDrafts(list: DraftList) {
  const query = useInfiniteQuery(draftsQuery(list));
  const away = useStore(leaving);
  const items = query.data?.pages
    .flatMap((page) => page.items)
    .filter((draft) => !away.has(draft.id));
  return { query, items };
}

function Section({ title, list }: { title: string; list: DraftList }) {
  const { query, items = [] } = useDrafts(list);
  if (items.length === 0) return null;
  return (
    <section aria-labelledby={`drafts-${list}`}>
      <h2 id={`drafts-${list}`} className="border-b border-line px-4 pt-6 pb-2 text-17 font-bold">
        {title}
      </h2>
      <ul>
        {items.map((draft) => (
          <DraftRow key={draft.id} draft={draft} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="p-4 text-center">
          <Button
            look="outline"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show more
          </Button>
        </div>
      )}
    </section>
  );
}

/** What is not published yet: what waits for its time, and what waits for oneself. */
export function DraftsPage() {
  const drafts = useDrafts("drafts");
  const scheduled = useDrafts("scheduled");
  const failed = [drafts.query, scheduled.query].find((one) => one.isError && !one.data);
  const waiting = drafts.query.isPending || scheduled.query.isPending;
  const none = drafts.items?.length === 0 && scheduled.items?.length === 0;
  return (
    <>
      <PageTitle>Drafts</PageTitle>
      <PageHead title="Drafts" sub="On all your devices" back />
      {failed ? (
        <TroubleState
          offline={!navigator.onLine}
          words={inWords(failed.error)}
          onRetry={() => void failed.refetch()}
        />
      ) : waiting ? (
        <PostSkeletons count={3} />
      ) : none ? (
        <EmptyState
          title="No drafts"
          icon={<FilePen size={40} strokeWidth={1.5} />}
          action={<Button onClick={openComposer}>Write a crud</Button>}
        >
          Save a crud as a draft, or give it a time to be posted at. Both wait here.
        </EmptyState>
      ) : (
        <>
          <Section title="Scheduled" list="scheduled" />
          <Section title="Drafts" list="drafts" />
        </>
      )}
    </>
  );
}
