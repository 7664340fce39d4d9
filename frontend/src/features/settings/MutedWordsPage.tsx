import { useQuery } from "@tanstack/react-query";
import { MessageCircleOff, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { MutedWord } from "@/api/types";
import { fullTime, spanInWords, useNow } from "@/lib/time";
import { Button, IconButton } from "@/ui/Button";
import { DetailHead } from "@/ui/DetailHead";
import { focusNext } from "@/ui/focusNext";
import { EmptyState } from "@/ui/States";
import { settings } from "./catalogue";
import { AskedList } from "./List";
import { MutedWordDialog } from "./MutedWordDialog";
import { placesInWords } from "./places";
import { addWord, removeWord, useRemoval, wordsQuery } from "./queries";

interface RowProps {
  word: MutedWord;
  time: number;
  onEdit: () => void;
  onRemove: () => void;
}

function WordRow({ word, time, onEdit, onRemove }: RowProps) {
  const { phrase, places, until, whole_word: whole } = word;
  const left = until === null ? null : Math.max(1, (Date.parse(until) - time) / 1_000);
  return (
    <li className="flex items-center gap-1 border-b border-line pr-2">
      <button
        type="button"
        onClick={onEdit}
        className="min-w-0 flex-1 px-4 py-3 text-left leading-tight -outline-offset-2 hover:bg-sunken"
      >
        <span className="sr-only">Edit </span>
        <span dir="auto" className="block text-17 font-bold [overflow-wrap:anywhere]">
          {phrase}
        </span>
        <span
          className="mt-1 block text-muted"
          title={until === null ? undefined : `Until ${fullTime(until)}`}
        >
          {left === null ? "For ever" : `For another ${spanInWords(left)}`}
          {" · "}
          {placesInWords(places)}
          {!whole && " · also within words"}
        </span>
      </button>
      <IconButton
        label={`Remove “${phrase}”`}
        onClick={({ currentTarget }) => {
          focusNext(currentTarget);
          onRemove();
        }}
      >
        <Trash2 size={19} />
      </IconButton>
    </li>
  );
}

/** Words to edit or add; `null` while neither is done. */
type Open = { word: MutedWord | null } | null;

export function MutedWordsPage() {
  const query = useQuery(wordsQuery);
  const { isHidden, remove } = useRemoval(wordsQuery.queryKey);
  const [open, setOpen] = useState<Open>(null);
  const time = useNow(15_000);
  const words = (query.data ?? []).filter(
    ({ id, until }) => !isHidden(id) && (until === null || Date.parse(until) > time),
  );
  const add = () => setOpen({ word: null });
  const takeOff = ({ id, phrase, whole_word, places, until }: MutedWord) =>
    void remove({
      id,
      send: () => removeWord(id),
      back: () => addWord({ phrase, whole_word, places, until }),
      done: `“${phrase}” is no longer muted`,
      refused: "Still muted.",
    });
  return (
    <>
      <DetailHead
        title={settings.words.label}
        up="/settings/muted"
        upLabel="Muted and blocked"
        action={
          words.length > 0 && (
            <Button look="outline" onClick={add}>
              <Plus size={18} aria-hidden="true" /> Add
            </Button>
          )
        }
      />
      <AskedList
        query={query}
        count={words.length}
        empty={
          <EmptyState
            title="No muted words"
            icon={<MessageCircleOff size={40} strokeWidth={1.4} />}
            action={<Button onClick={add}>Mute a word</Button>}
          >
            Cruds that say a word or a phrase can stay out of your sight, for a while or for ever.
          </EmptyState>
        }
      >
        <ul aria-label={settings.words.label}>
          {words.map((word) => (
            <WordRow
              key={word.id}
              word={word}
              time={time}
              onEdit={() => setOpen({ word })}
              onRemove={() => takeOff(word)}
            />
          ))}
        </ul>
      </AskedList>
      {open && <MutedWordDialog word={open.word} onClose={() => setOpen(null)} />}
    </>
  );
}
