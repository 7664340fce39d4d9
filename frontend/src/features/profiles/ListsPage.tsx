import { useQuery } from "@tanstack/react-query";
import { List, Plus } from "lucide-react";
import { useRef, useState } from "react";
import { Link } from "react-router";
import type { OwnList } from "@/api/types";
import { PageTitle } from "@/lib/title";
import { Button } from "@/ui/Button";
import { focusNext } from "@/ui/focusNext";
import { PageHead } from "@/ui/PageHead";
import { EmptyState } from "@/ui/States";
import { ListDialog } from "./ListDialog";
import { ListMenu } from "./ListMenu";
import { listsQuery, peopleInWords, useDeletedLists, useDeleteList } from "./lists";
import { NotYet } from "./NotYet";

function Skeletons() {
  return (
    <div role="status">
      <span className="sr-only">Loading lists</span>
      {["w-32", "w-44", "w-24"].map((width) => (
        <div key={width} aria-hidden="true" className="border-b border-line px-4 py-3.5">
          <div className={`shimmer h-4.5 rounded-md ${width}`} />
          <div className="shimmer mt-2 h-3.5 w-18 rounded-md" />
        </div>
      ))}
    </div>
  );
}

function ListRow({ list }: { list: OwnList }) {
  const row = useRef<HTMLLIElement>(null);
  const remove = useDeleteList();
  const onDelete = () => {
    if (row.current) focusNext(row.current);
    remove(list);
  };
  return (
    <li ref={row} className="flex items-center gap-1 border-b border-line pr-2">
      <Link
        to={`/lists/${list.id}`}
        className="min-w-0 flex-1 px-4 py-3 leading-tight -outline-offset-2 hover:bg-sunken"
      >
        <span dir="auto" className="block truncate text-17 font-bold">
          {list.name}
        </span>
        <span className="tabular mt-1 block text-muted">{peopleInWords(list.people)}</span>
      </Link>
      <ListMenu list={list} onDelete={onDelete} />
    </li>
  );
}

/** One's lists of people, by name. */
export function ListsPage() {
  const query = useQuery(listsQuery);
  const deleted = useDeletedLists();
  const [making, setMaking] = useState(false);
  const lists = query.data?.filter(({ id }) => !deleted.has(id));
  const make = () => setMaking(true);
  return (
    <>
      <PageTitle>Lists</PageTitle>
      <PageHead
        title="Lists"
        sub="Only you see them"
        back
        action={
          lists &&
          lists.length > 0 && (
            <Button look="outline" onClick={make}>
              <Plus size={18} aria-hidden="true" /> New list
            </Button>
          )
        }
      />
      {!lists ? (
        <NotYet query={query}>
          <Skeletons />
        </NotYet>
      ) : lists.length === 0 ? (
        <EmptyState
          title="No lists yet"
          icon={<List size={40} strokeWidth={1.5} />}
          action={<Button onClick={make}>Make a list</Button>}
        >
          Put friends, a club or the news together, and read what they post in one place. You need
          not follow them, and they are not told.
        </EmptyState>
      ) : (
        <ul aria-label="Lists">
          {lists.map((list) => (
            <ListRow key={list.id} list={list} />
          ))}
        </ul>
      )}
      {making && <ListDialog list={null} onClose={() => setMaking(false)} />}
    </>
  );
}
