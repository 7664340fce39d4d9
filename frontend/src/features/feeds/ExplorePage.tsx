import { PageTitle } from "@/lib/title";
import { openComposer } from "@/features/posts/draft";
import { PostList } from "@/features/posts/PostList";
import { Button } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState } from "@/ui/States";
import { NewPill } from "./NewPill";

const empty = (
  <EmptyState
    title="Nothing burning right now"
    action={<Button onClick={openComposer}>Write the first one</Button>}
  >
    Every public crud shows here, newest first, until its fuse has burned down.
  </EmptyState>
);

export function ExplorePage() {
  return (
    <>
      <PageTitle>Explore</PageTitle>
      <PageHead title="Explore" sub="Everyone, newest first" />
      <NewPill feed="public" />
      <PostList feed="public" label="Public feed" empty={empty} />
    </>
  );
}
