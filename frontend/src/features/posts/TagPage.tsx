import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { useGate } from "@/api/gate";
import { PageTitle } from "@/lib/title";
import { Button } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState } from "@/ui/States";
import { PostList } from "./PostList";
import { tagQuery, useFollowTag } from "./tags";

function FollowTag({ tag }: { tag: string }) {
  const { data } = useQuery(tagQuery(tag));
  const follow = useFollowTag(tag);
  const gate = useGate();
  if (!data) return null;
  const { following } = data;
  return (
    <Button
      look={following ? "outline" : "primary"}
      aria-pressed={following}
      aria-label={following ? `Following #${tag}` : `Follow #${tag}`}
      className="appear min-w-29"
      onClick={() => {
        if (gate()) follow(!following);
      }}
    >
      {following ? "Following" : "Follow"}
    </Button>
  );
}

export function TagPage() {
  const { tag: named = "" } = useParams();
  const tag = named.toLowerCase();
  return (
    <>
      <PageTitle>{`#${tag}`}</PageTitle>
      <PageHead
        title={`#${tag}`}
        sub="Newest first"
        back
        action={<FollowTag key={tag} tag={tag} />}
      />
      <PostList
        key={tag}
        feed={{ tag }}
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
