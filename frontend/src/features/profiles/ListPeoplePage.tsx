import { useQuery } from "@tanstack/react-query";
import { SearchX, UserRoundX, UsersRound } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Link, useParams } from "react-router";
import { inWords, isNotFound } from "@/api/errors";
import type { Author } from "@/api/types";
import { completionQuery } from "@/features/posts/completion";
import { PageTitle } from "@/lib/title";
import { useLate } from "@/lib/useLate";
import { Avatar } from "@/ui/Avatar";
import { Button, IconButton } from "@/ui/Button";
import { focusNext } from "@/ui/focusNext";
import { PageHead } from "@/ui/PageHead";
import { SearchField } from "@/ui/SearchField";
import { EmptyState } from "@/ui/States";
import { toast } from "@/ui/toasts";
import { useListed, type Listable } from "./listed";
import { NoList } from "./ListPage";
import { listPeopleQuery, peopleInWords } from "./lists";
import { NotYet } from "./NotYet";
import { PeopleSkeletons } from "./PeopleList";
import { useList } from "./useList";

const WAIT_MS = 200;

/** Those who still have a handle, as people who can be put into lists. */
const listable = (people: readonly Author[]): Listable[] =>
  people.flatMap(({ handle, ...rest }) => (handle === null ? [] : [{ ...rest, handle }]));

interface RowProps {
  person: Listable;
  error?: ReactNode;
  children: ReactNode;
}

function Row({ person, error, children }: RowProps) {
  return (
    <li className="border-b border-line px-4 py-3">
      <div className="flex items-center gap-3">
        <Link
          to={`/@${person.handle}`}
          data-person={person.handle}
          className="flex min-w-0 flex-1 items-center gap-3 rounded-md"
        >
          <Avatar person={person} />
          <span className="min-w-0 leading-tight">
            <span className="block truncate font-bold">{person.display_name}</span>
            <span className="block truncate text-muted">@{person.handle}</span>
          </span>
        </Link>
        {children}
      </div>
      {error && (
        <p role="alert" className="mt-2 text-danger">
          {error}
        </p>
      )}
    </li>
  );
}

function FoundRow({ id, person, on }: { id: string; person: Listable; on: boolean }) {
  const { mutate, error } = useListed();
  return (
    <Row person={person} error={error && inWords(error)}>
      <Button
        look={on ? "outline" : "primary"}
        aria-pressed={on}
        aria-label={on ? `Added @${person.handle}` : `Add @${person.handle}`}
        className="min-w-24"
        onClick={() => mutate({ id, person, on: !on })}
      >
        {on ? "Added" : "Add"}
      </Button>
    </Row>
  );
}

interface FoundProps {
  id: string;
  q: string;
  /** Whether more has been typed since. */
  late: boolean;
  listed: ReadonlySet<string | null>;
}

/** Whom a search has found, and whether they are in the list. */
function Found({ id, q, late, listed }: FoundProps) {
  const query = useQuery({ ...completionQuery(q), enabled: !late });
  if (late || !query.data) {
    return (
      <NotYet query={query}>
        <PeopleSkeletons count={3} />
      </NotYet>
    );
  }
  const people = listable(query.data.items);
  return (
    <>
      <p role="status" className="sr-only">
        {people.length === 0 ? "Nobody found" : `${people.length} found`}
      </p>
      {people.length === 0 ? (
        <EmptyState title="Nobody found" icon={<SearchX size={40} strokeWidth={1.5} />}>
          No handle and no name begins with “{q}”.
        </EmptyState>
      ) : (
        <ul aria-label="People found">
          {people.map((person) => (
            <FoundRow key={person.handle} id={id} person={person} on={listed.has(person.handle)} />
          ))}
        </ul>
      )}
    </>
  );
}

/** Takes people out of a list, with a way back. */
function useRemoval(id: string): (person: Listable) => void {
  const { mutateAsync } = useListed();
  const takeBack = (person: Listable) => {
    mutateAsync({ id, person, on: true }).catch(
      (error: unknown) => void toast(`@${person.handle} did not come back. ${inWords(error)}`),
    );
  };
  return (person) => {
    mutateAsync({ id, person, on: false })
      .then(() => {
        const action = { label: "Undo", run: () => takeBack(person) };
        toast(`@${person.handle} is no longer in the list`, { action });
      })
      .catch((error: unknown) => void toast(`Still in the list. ${inWords(error)}`));
  };
}

function Members({ id, people }: { id: string; people: readonly Listable[] }) {
  const remove = useRemoval(id);
  if (people.length === 0) {
    return (
      <EmptyState
        title="Nobody is in this list yet"
        icon={<UsersRound size={40} strokeWidth={1.5} />}
      >
        Search for people above. You can also add them from the menu on their profile.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="People in the list">
      {people.map((person) => (
        <Row key={person.handle} person={person}>
          <IconButton
            label={`Remove @${person.handle} from the list`}
            className="-mr-2"
            onClick={({ currentTarget }) => {
              focusNext(currentTarget);
              remove(person);
            }}
          >
            <UserRoundX size={19} />
          </IconButton>
        </Row>
      ))}
    </ul>
  );
}

function PeopleOf({ id }: { id: string }) {
  const { data: list } = useList(id);
  const query = useQuery(listPeopleQuery(id));
  const [typed, setTyped] = useState("");
  const name = typed.trim().replace(/^@/, "");
  const q = useLate(name, WAIT_MS);
  const title = list ? `People in ${list.name}` : "People";
  if (isNotFound(query.error)) return <NoList />;
  const people = query.data && listable(query.data);
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead
        title={title}
        sub={people && peopleInWords(people.length)}
        back
        up={`/lists/${id}`}
      />
      <div className="border-b border-line px-4 py-3">
        <SearchField label="Add people" value={typed} onChange={setTyped} />
      </div>
      {!people ? (
        <NotYet query={query}>
          <PeopleSkeletons count={3} />
        </NotYet>
      ) : name ? (
        <Found
          id={id}
          q={q}
          late={q !== name}
          listed={new Set(people.map(({ handle }) => handle))}
        />
      ) : (
        <Members id={id} people={people} />
      )}
    </>
  );
}

/** Who is in a list, and the way to add others. */
export function ListPeoplePage() {
  const { id = "" } = useParams();
  return <PeopleOf key={id} id={id} />;
}
