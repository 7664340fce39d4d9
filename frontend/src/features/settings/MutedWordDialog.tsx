import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, inWords } from "@/api/errors";
import type { MutedWord } from "@/api/types";
import { now } from "@/lib/clock";
import { countGraphemes } from "@/lib/graphemes";
import { spanInWords } from "@/lib/time";
import { Button } from "@/ui/Button";
import { Check } from "@/ui/Check";
import { Choice } from "@/ui/Choice";
import { Dialog } from "@/ui/Dialog";
import { Field } from "@/ui/Field";
import { toast } from "@/ui/toasts";
import { places, type Place } from "./places";
import { addWord, changeWord, useRefreshFeeds, wordsQuery } from "./queries";

const LONGEST = 100;
const DAY = 86_400;

/** Seconds from now, null for ever; "as-now" leaves the end where it is. */
type Span = number | "as-now" | null;

const spans: [Span, string][] = [
  [DAY, "1 day"],
  [7 * DAY, "7 days"],
  [30 * DAY, "30 days"],
  [null, "For ever"],
];

function spansFor(word: MutedWord | null): [Span, string][] {
  if (!word?.until) return spans;
  const left = Math.max(1, (Date.parse(word.until) - now()) / 1_000);
  return [["as-now", `As now, ${spanInWords(left)}`], ...spans];
}

const untilOf = (span: Span, before: string | null): string | null => {
  if (span === "as-now") return before;
  return span === null ? null : new Date(now() + span * 1_000).toISOString();
};

interface MutedWordDialogProps {
  /** The one to edit; null for a new one. */
  word: MutedWord | null;
  onClose: () => void;
}

export function MutedWordDialog({ word, onClose }: MutedWordDialogProps) {
  const client = useQueryClient();
  const refreshFeeds = useRefreshFeeds();
  const [phrase, setPhrase] = useState(word?.phrase ?? "");
  const [whole, setWhole] = useState(word?.whole_word ?? true);
  const [chosen, setChosen] = useState<Place[]>(word?.places ?? places.map(([place]) => place));
  const [choices] = useState(() => spansFor(word));
  const [span, setSpan] = useState<Span>(word?.until ? "as-now" : null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const text = phrase.trim();
  const over = countGraphemes(text) - LONGEST;
  const wrong = error instanceof ApiError ? error.field("phrase") : undefined;

  const toggle = (place: Place, on: boolean) =>
    setChosen((all) => (on ? [...all, place] : all.filter((one) => one !== place)));

  const save = () => {
    if (busy || !text || over > 0 || chosen.length === 0) return;
    setBusy(true);
    setError(null);
    const until = untilOf(span, word?.until ?? null);
    const body = { phrase: text, whole_word: whole, places: chosen, until };
    (word ? changeWord(word.id, body) : addWord(body))
      .then(() => {
        void client.invalidateQueries({ queryKey: wordsQuery.queryKey });
        refreshFeeds();
        toast(word ? "Saved" : `“${text}” is muted`);
        onClose();
      })
      .catch((refused: unknown) => {
        setError(refused);
        setBusy(false);
      });
  };

  return (
    <Dialog title={word ? "Edit a muted word" : "Mute a word"} onClose={onClose} sheet>
      <form
        noValidate
        className="flex min-h-0 flex-1 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="grid flex-1 content-start gap-6 overflow-y-auto px-4 pt-3 pb-5">
          <Field
            label="Word or phrase"
            dir="auto"
            autoComplete="off"
            value={phrase}
            onChange={(event) => setPhrase(event.target.value)}
            error={wrong ?? (over > 0 ? `${over} characters too many` : undefined)}
            hint="Upper and lower case are the same. A hashtag counts as its word."
          />
          <Check label="Only as a whole word" on={whole} onChange={setWhole} />
          <fieldset>
            <legend className="mb-1 text-15 font-semibold">Where</legend>
            {places.map(([place, label]) => (
              <Check
                key={place}
                label={label}
                on={chosen.includes(place)}
                onChange={(on) => toggle(place, on)}
              />
            ))}
            {chosen.length === 0 && (
              <p role="alert" className="mt-1 text-danger">
                Choose one place or more.
              </p>
            )}
          </fieldset>
          <Choice legend="For how long" shown list={choices} value={span} onChange={setSpan} />
          {error !== null && !wrong && (
            <p role="alert" className="text-danger">
              {inWords(error)}
            </p>
          )}
        </div>
        <footer className="flex justify-end gap-2 border-t border-line px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={busy} disabled={!text || over > 0 || chosen.length === 0}>
            {word ? "Save" : "Mute"}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
