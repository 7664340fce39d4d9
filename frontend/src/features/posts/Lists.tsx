import { Bookmark } from "lucide-react";
import { useParams } from "react-router";
import { PageTitle } from "@/lib/title";
import { ButtonLink } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState } from "@/ui/States";
import { PostList } from "./PostList";

export function BookmarksPage() {
  return (
    <>
      <PageTitle>Bookmarks</PageTitle>
      <PageHead title="Bookmarks" sub="Only you see them" back />
      <PostList
        feed="bookmarks"
        label="Bookmarks"
        empty={
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
        }
      />
    </>
  );
}

export function TagPage() {
  const { tag = "" } = useParams();
  return (
    <>
      <PageTitle>{`#${tag}`}</PageTitle>
      <PageHead title={`#${tag}`} sub="Newest first" back />
      <PostList
        key={tag}
        feed={{ tag: tag.toLowerCase() }}
        label={`Cruds with #${tag}`}
        empty={
          <EmptyState title={`Nothing with #${tag} now`}>
            What was said with it may have burned out. A new crud with #{tag} shows up here.
          </EmptyState>
        }
      />
    </>
  );
}

export function QuotesPage() {
  const { postId = "" } = useParams();
  return (
    <>
      <PageTitle>Quotes</PageTitle>
      <PageHead title="Quotes" back />
      <PostList
        key={postId}
        feed={{ quotesOf: postId }}
        label="Quotes"
        empty={
          <EmptyState title="No quotes to see">
            Those that quote this crud show here, as far as you can see them.
          </EmptyState>
        }
      />
    </>
  );
}
