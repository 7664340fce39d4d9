import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { inWords } from "@/api/errors";
import { completionQuery } from "@/features/posts/completion";
import { cx } from "@/lib/cx";
import { useLate } from "@/lib/useLate";
import { Avatar } from "@/ui/Avatar";
import { lookedFor, pickable, without, type Picked } from "./picking";

const WAIT_MS = 200;
const nobody: ReadonlySet<string | null> = new Set();

interface PersonPickerProps {
  label: string;
  picked: readonly Picked[];
  onChange: (picked: Picked[]) => void;
  /** As many as there is room for. */
  most: number;
  /** Handles of those who cannot be picked: oneself, who is there already. */
  left?: ReadonlySet<string | null>;
}

function Chip({ person, onRemove }: { person: Picked; onRemove: () => void }) {
  return (
    <li className="flex h-9 max-w-full items-center gap-1.5 rounded-full bg-sunken pl-1.5">
      <Avatar person={person} size={24} />
      <span className="truncate font-semibold">{person.display_name}</span>
      <button
        type="button"
        aria-label={`Remove @${person.handle}`}
        title={`Remove @${person.handle}`}
        onClick={onRemove}
        className="relative grid size-9 shrink-0 place-items-center rounded-full text-muted after:absolute after:-inset-1 hover:text-ink"
      >
        <X size={16} aria-hidden="true" />
      </button>
    </li>
  );
}

interface OptionProps {
  id: string;
  person: Picked;
  on: boolean;
  onPick: () => void;
}

function Option({ id, person, on, onPick }: OptionProps) {
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the text box
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={on}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      className={cx(
        "flex min-h-14 cursor-pointer items-center gap-3 rounded-md px-3 hover:bg-sunken",
        on && "bg-sunken",
      )}
    >
      <Avatar person={person} size={40} />
      <span className="min-w-0 leading-tight">
        <span className="block truncate font-bold">{person.display_name}</span>
        <span className="block truncate text-muted">@{person.handle}</span>
      </span>
    </div>
  );
}

/** What a search has found; what is typed since counts only when it has rested. */
function useFound(typed: string) {
  const name = lookedFor(typed);
  const q = useLate(name, WAIT_MS);
  const query = useQuery({
    ...completionQuery(q),
    enabled: q !== "",
    placeholderData: (before) => before,
  });
  const settled = name !== "" && q === name && !query.isPlaceholderData;
  return { name, people: name === "" ? [] : (query.data?.items ?? []), settled, query };
}

/** Said below the field where there is nobody to choose from. */
function wordsFor({ name, settled, query }: ReturnType<typeof useFound>, full: boolean): string {
  if (full) return "That is as many as there is room for.";
  if (name === "") return "";
  if (query.isError) return inWords(query.error);
  if (!settled || !query.data) return "Looking…";
  return query.data.items.length === 0
    ? `Nobody found: no handle and no name begins with “${name}”.`
    : "Nobody else found.";
}

/** The keys of the field: arrows choose, Enter picks, Backspace takes the last chip back. */
function usePicking({ picked, onChange, most, left = nobody }: PersonPickerProps) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const found = useFound(typed);
  const full = picked.length >= most;
  const people = full ? [] : pickable(found.people, picked, left);
  const current = Math.min(at, people.length - 1);
  const type = (text: string) => {
    setTyped(text);
    setAt(0);
  };
  const change = (next: Picked[]) => {
    onChange(next);
    type("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const person = people[current];
    const last = picked.at(-1);
    const step = { ArrowDown: 1, ArrowUp: people.length - 1 }[event.key];
    if (step !== undefined && person) setAt((current + step) % people.length);
    else if (event.key === "Enter" && typed) {
      if (person && found.settled) change([...picked, person]);
    } else if (event.key === "Escape" && typed) type("");
    else if (event.key === "Backspace" && !typed && last) change(without(picked, last.handle));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { typed, type, field, people, current, change, onKeyDown, words: wordsFor(found, full) };
}

/** Finds people by name or handle and keeps those who are picked, as chips before the cursor. */
export function PersonPicker(props: PersonPickerProps) {
  const { label, picked } = props;
  const id = useId();
  const { typed, type, field, people, current, change, onKeyDown, words } = usePicking(props);
  const active = people[current];
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- a press beside the chips is one on the field */}
      <div
        onClick={() => field.current?.focus()}
        className="flex min-h-12 cursor-text flex-wrap items-center gap-1.5 rounded-md border border-wick/70 bg-raised px-1.5 py-1.5 hover:border-ink/60 has-[input:focus]:border-ink has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-ink"
      >
        {picked.length > 0 && (
          <ul aria-label="Chosen" className="contents">
            {picked.map((person) => (
              <Chip
                key={person.handle}
                person={person}
                onRemove={() => change(without(picked, person.handle))}
              />
            ))}
          </ul>
        )}
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={people.length > 0}
          aria-controls={active && `${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active && `${id}-${active.handle}`}
          aria-describedby={`${id}-words`}
          placeholder={picked.length === 0 ? "Name or handle" : ""}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-9 min-w-28 flex-1 bg-transparent px-1.5 text-17 outline-none!"
        />
      </div>
      {active && (
        <div id={`${id}-list`} role="listbox" aria-label="People found" className="-mx-2 mt-2">
          {people.map((person) => (
            <Option
              key={person.handle}
              id={`${id}-${person.handle}`}
              person={person}
              on={person === active}
              onPick={() => change([...picked, person])}
            />
          ))}
        </div>
      )}
      <p
        id={`${id}-words`}
        role="status"
        className={active ? "sr-only" : "mt-2 px-1 text-muted empty:hidden"}
      >
        {active ? `${people.length} found` : words}
      </p>
    </>
  );
}
