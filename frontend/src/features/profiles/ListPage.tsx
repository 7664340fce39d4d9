import { useInfiniteQuery } from "@tanstack/react-query";
import { List, UsersRound } from "lucide-react";
import { Link, useNavigate, useParams } from "react-router";
import { isNotFound } from "@/api/errors";
import type { OwnList } from "@/api/types";
import { PostList, PostSkeletons } from "@/features/posts/PostList";
import { feedQuery } from "@/features/posts/queries";
import { PageTitle } from "@/lib/title";
import { ButtonLink } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState } from "@/ui/States";
import { ListMenu } from "./ListMenu";
import { peopleInWords, useDeleteList } from "./lists";
import { NotYet } from "./NotYet";
import { useList } from "./useList";

/** For a list that was deleted, or never was one's own. */
export function NoList() {
  return (
    <>
      <PageTitle>Not found</PageTitle>
      <EmptyState
        page
        title="This list is gone"
        icon={<List size={40} strokeWidth={1.5} />}
        action={<ButtonLink to="/lists">Your lists</ButtonLink>}
      >
        It may have been deleted on another device.
      </EmptyState>
    </>
  );
}

function Nobody({ id }: { id: string }) {
  return (
    <EmptyState
      title="Nobody is in this list yet"
      icon={<UsersRound size={40} strokeWidth={1.5} />}
      action={<ButtonLink to={`/lists/${id}/people`}>Add people</ButtonLink>}
    >
      What they post shows here, newest first. They are not told, and you need not follow them.
    </EmptyState>
  );
}

function Cruds({ list: { id, name, people } }: { list: OwnList }) {
  if (people === 0) return <Nobody id={id} />;
  return (
    <PostList
      feed={{ list: id }}
      label={`Cruds in ${name}`}
      empty={
        <EmptyState title="Nothing burning right now">
          What the {peopleInWords(people)} in it {people === 1 ? "posts" : "post"} shows here, but
          for replies to others and reposts.
        </EmptyState>
      }
    />
  );
}

function Actions({ list }: { list: OwnList }) {
  const navigate = useNavigate();
  const remove = useDeleteList();
  const onDelete = () => {
    remove(list);
    void navigate("/lists", { replace: true });
  };
  return (
    <>
      <Link
        to={`/lists/${list.id}/people`}
        aria-label={`People in ${list.name}`}
        title="People"
        className="grid size-11 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
      >
        <UsersRound size={21} aria-hidden="true" />
      </Link>
      <ListMenu list={list} onDelete={onDelete} />
    </>
  );
}

function OneList({ id }: { id: string }) {
  const query = useList(id);
  const feed = useInfiniteQuery({ ...feedQuery({ list: id }), enabled: false });
  const list = query.data;
  if (isNotFound(query.error) || isNotFound(feed.error)) return <NoList />;
  return (
    <>
      <PageTitle>{list?.name ?? "List"}</PageTitle>
      <PageHead
        title={list?.name ?? "List"}
        sub={list && peopleInWords(list.people)}
        back
        up="/lists"
        action={list && <Actions list={list} />}
      />
      {list ? (
        <Cruds list={list} />
      ) : (
        <NotYet query={query}>
          <PostSkeletons />
        </NotYet>
      )}
    </>
  );
}

/** What the people of a list post. */
export function ListPage() {
  const { id = "" } = useParams();
  return <OneList key={id} id={id} />;
}
