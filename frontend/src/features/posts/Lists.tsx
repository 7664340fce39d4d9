import { Heart } from "lucide-react";
import { useParams } from "react-router";
import { PageTitle } from "@/lib/title";
import { ButtonLink } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState } from "@/ui/States";
import { PostList } from "./PostList";

export function LikesPage() {
  return (
    <>
      <PageTitle>Likes</PageTitle>
      <PageHead title="Likes" sub="Only you see this list" back />
      <PostList
        feed="likes"
        label="Likes"
        empty={
          <EmptyState
            title="No likes yet"
            icon={<Heart size={40} strokeWidth={1.5} />}
            action={
              <ButtonLink to="/explore" look="outline">
                Explore
              </ButtonLink>
            }
          >
            What you like stands here, last liked first, for as long as it burns.
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
