import { useQuery, useQueryClient } from "@tanstack/react-query";
import { inWords } from "@/api/errors";
import type { ListWith } from "@/api/types";
import { Check } from "@/ui/Check";
import { Dialog } from "@/ui/Dialog";
import { Waiting } from "@/ui/States";
import { Unfold } from "@/ui/Unfold";
import { useListed, type Listable } from "./listed";
import { listsWithQuery, makeList, peopleInWords, useDeletedLists } from "./lists";
import { NameForm } from "./NameForm";
import { NotYet } from "./NotYet";

const Refusal = ({ error }: { error: unknown }) => (
  <p role="alert" className="mb-2 text-danger">
    {inWords(error)}
  </p>
);

function ListCheck({ list, person }: { list: ListWith; person: Listable }) {
  const { mutate, error } = useListed();
  const { id, name, people, contains } = list;
  return (
    <li>
      <Check
        label={name}
        note={peopleInWords(people)}
        on={contains}
        onChange={(on) => mutate({ id, person, on })}
      />
      {error && <Refusal error={error} />}
    </li>
  );
}

function NewList({ person }: { person: Listable }) {
  const client = useQueryClient();
  const { mutate, error } = useListed();
  return (
    <div className="mt-4">
      <Unfold label="New list">
        {(close) => (
          <NameForm
            submit="Make and add"
            onCancel={close}
            send={async (name) => {
              const { id } = await makeList(client, name);
              mutate({ id, person, on: true });
              close();
            }}
          />
        )}
      </Unfold>
      {error && <Refusal error={error} />}
    </div>
  );
}

interface AddToListsDialogProps {
  person: Listable;
  onClose: () => void;
}

/** In which of one's lists somebody is; each box saves itself. */
export function AddToListsDialog({ person, onClose }: AddToListsDialogProps) {
  const query = useQuery(listsWithQuery(person.handle));
  const deleted = useDeletedLists();
  const lists = query.data?.filter(({ id }) => !deleted.has(id));
  return (
    <Dialog title={`Lists with @${person.handle}`} onClose={onClose}>
      <div className="max-h-[68vh] overflow-y-auto px-5 pt-1 pb-5">
        {lists ? (
          <>
            <p className="text-muted">
              {lists.length === 0 && "You have no lists yet. "}
              They are not told, and you need not follow them.
            </p>
            {lists.length > 0 && (
              <ul aria-label="Lists" className="mt-2">
                {lists.map((list) => (
                  <ListCheck key={list.id} list={list} person={person} />
                ))}
              </ul>
            )}
            <NewList person={person} />
          </>
        ) : (
          <NotYet query={query}>
            <Waiting />
          </NotYet>
        )}
      </div>
    </Dialog>
  );
}
