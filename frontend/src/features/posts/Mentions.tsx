import { useQuery } from "@tanstack/react-query";
import { useId, useState, type AriaAttributes, type KeyboardEvent, type RefObject } from "react";
import { useSession } from "@/api/session";
import type { Author } from "@/api/types";
import { cx } from "@/lib/cx";
import { useLate } from "@/lib/useLate";
import { Avatar } from "@/ui/Avatar";
import { completionQuery } from "./completion";

const WAIT_MS = 120;

/** The handle that is being typed right before the cursor, if there is one. */
export function mentionAt(text: string, cursor: number): string | null {
  return /(?:^|[^\p{L}\p{N}_@./])@([a-z0-9_]{1,30})$/iu.exec(text.slice(0, cursor))?.[1] ?? null;
}

const none: Author[] = [];

interface ListProps {
  id: string;
  people: readonly Author[];
  at: number;
  choose: (person: Author) => void;
}

interface Mentions {
  /** Answers true when the key was for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean;
  look: () => void;
  close: () => void;
  aria: AriaAttributes;
  list: ListProps;
}

/** Completes handles while one types: arrows choose, Enter or Tab takes, Esc leaves. */
export function useMentions(
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  change: (text: string) => void,
): Mentions {
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const id = useId();
  const signedIn = useSession() === "signed-in";
  const q = useLate(typed, WAIT_MS);
  const { data } = useQuery({
    ...completionQuery(q ?? ""),
    enabled: signedIn && q !== null,
    placeholderData: (before) => before,
  });
  const people = typed !== null && q !== null ? (data?.items ?? none) : none;
  const shown = people.length > 0;
  const current = Math.min(at, people.length - 1);

  const close = () => setTyped(null);
  const choose = ({ handle }: Author) => {
    const cursor = area.current?.selectionStart ?? text.length;
    const start = cursor - (typed?.length ?? 0);
    change(`${text.slice(0, start)}${handle ?? ""} ${text.slice(cursor)}`);
    close();
    const end = start + (handle?.length ?? 0) + 1;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(end, end);
    });
  };

  return {
    look: () => {
      const box = area.current;
      if (!box) return;
      const collapsed = box.selectionStart === box.selectionEnd;
      setTyped(collapsed ? mentionAt(box.value, box.selectionStart) : null);
    },
    close,
    onKeyDown: (event) => {
      if (!shown || event.ctrlKey || event.metaKey) return false;
      const chosen = people[current];
      if (event.key === "ArrowDown") setAt((current + 1) % people.length);
      else if (event.key === "ArrowUp") setAt((current + people.length - 1) % people.length);
      else if ((event.key === "Enter" || event.key === "Tab") && chosen) choose(chosen);
      else if (event.key === "Escape") close();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    aria: shown
      ? {
          "aria-autocomplete": "list",
          "aria-controls": id,
          "aria-activedescendant": `${id}-${current}`,
        }
      : { "aria-autocomplete": "list" },
    list: { id, people, at: current, choose },
  };
}

export function MentionList({ id, people, at, choose }: ListProps) {
  if (people.length === 0) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label="People"
      className="appear mb-2 overflow-hidden rounded-md border border-line bg-raised shadow-low"
    >
      {people.map((person, index) => (
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the text box
        <div
          key={person.handle}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(person)}
          className={cx(
            "flex min-h-11 cursor-pointer items-center gap-2.5 px-3",
            index === at && "bg-sunken",
          )}
        >
          <Avatar person={person} size={32} />
          <span className="truncate font-bold">{person.display_name}</span>
          <span className="truncate text-muted">@{person.handle}</span>
        </div>
      ))}
    </div>
  );
}
