import { useStore } from "@/lib/store";
import { PageTitle } from "@/lib/title";
import { composerOpen, main } from "@/features/posts/draft";
import { LazyComposer } from "@/features/posts/lazy";
import { PostList } from "@/features/posts/PostList";
import { ButtonLink } from "@/ui/Button";
import { PageHead } from "@/ui/PageHead";
import { EmptyState } from "@/ui/States";
import { HomeEnd } from "./HomeEnd";
import { NewPill } from "./NewPill";

const empty = (
  <EmptyState title="Quiet in here" action={<ButtonLink to="/explore">Find people</ButtonLink>}>
    Follow someone and their cruds arrive here. Or light the first one yourself.
  </EmptyState>
);

export function HomePage() {
  // One composer at a time: the dialog shows the same draft.
  const writing = useStore(composerOpen) === main;
  return (
    <>
      <PageTitle>Home</PageTitle>
      <PageHead title="Home" />
      <div className="hidden min-h-17 border-b border-line md:block">
        {!writing && <LazyComposer composing={main} />}
      </div>
      <NewPill feed="home" />
      <PostList feed="home" label="Home feed" empty={empty} end={<HomeEnd />} />
    </>
  );
}
