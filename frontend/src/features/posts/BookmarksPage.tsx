import { useInfiniteQuery } from "@tanstack/react-query";
import { Bookmark, SearchX } from "lucide-react";
import { useEffect, useState } from "react";
import { NavigationType, useLocation, useNavigationType, useSearchParams } from "react-router";
import { PageTitle } from "@/lib/title";
import { ButtonLink } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { SearchField } from "@/ui/SearchField";
import { EmptyState } from "@/ui/States";
import { PostList } from "./PostList";
import { feedQuery } from "./queries";

const WAIT_MS = 250;

/** What is searched for stands in the address, once one has stopped typing for a moment. */
function useSearch() {
  const [params, setParams] = useSearchParams();
  const { key } = useLocation();
  const came = useNavigationType();
  const q = params.get("q") ?? "";
  const [typed, setTyped] = useState(q);
  const [seen, setSeen] = useState(key);
  if (seen !== key) {
    setSeen(key);
    // Typing replaces the address: anything else is a way that leads here.
    if (came !== NavigationType.Replace) setTyped(q);
  }
  const words = typed.trim();
  useEffect(() => {
    if (words === q) return;
    const put = () => setParams(words ? { q: words } : {}, { replace: true });
    const timer = setTimeout(put, words ? WAIT_MS : 0);
    return () => clearTimeout(timer);
  }, [words, q, setParams]);
  return { q, typed, setTyped };
}

/** How it stands with a search; the list below it does the asking. */
function useFound(q: string): { busy: boolean; said: string } {
  const { data, isFetching, hasNextPage } = useInfiniteQuery({
    ...feedQuery({ bookmarks: q }),
    enabled: false,
  });
  const count = data?.pages.flatMap(({ items }) => items).length;
  if (isFetching) return { busy: true, said: "Searching" };
  if (count === undefined) return { busy: false, said: "" };
  return { busy: false, said: `${hasNextPage ? "More than " : ""}${count} found` };
}

const none = (
  <EmptyState
    title="No bookmarks yet"
    icon={<Bookmark size={40} strokeWidth={1.5} />}
    action={
      <ButtonLink to="/explore" look="outline">
        Explore
      </ButtonLink>
    }
  >
    Bookmark a crud to find it again here, for as long as it burns.
  </EmptyState>
);
const notFound = (
  <EmptyState title="Nothing found" icon={<SearchX size={40} strokeWidth={1.5} />}>
    No bookmark holds all of these words, in what it says or in who wrote it.
  </EmptyState>
);

export function BookmarksPage() {
  const { q, typed, setTyped } = useSearch();
  const { busy, said } = useFound(q);
  return (
    <>
      <PageTitle>Bookmarks</PageTitle>
      <PageHead title="Bookmarks" sub="Only you see them" back />
      <div className="border-b border-line px-4 py-3">
        <SearchField label="Search bookmarks" value={typed} onChange={setTyped} busy={busy} />
        <p role="status" className="sr-only">
          {said}
        </p>
      </div>
      <PostList
        key={q}
        feed={q ? { bookmarks: q } : "bookmarks"}
        label={q ? "Bookmarks found" : "Bookmarks"}
        empty={q ? notFound : none}
        end={q ? "That is all that was found." : undefined}
      />
    </>
  );
}
