import type { CSSProperties } from "react";
import { PageTitle } from "@/lib/title";
import { PostList } from "@/features/posts/PostList";
import { ButtonLink } from "@/ui/Button";
import { Mark } from "@/ui/Mark";
import { EmptyState } from "@/ui/States";
import { NewPill } from "./NewPill";

// A fuse that is two thirds down and takes its time.
const hero = { "--fuse-life": "180s", "--fuse-age": "-62s" } as CSSProperties;

/** What a signed-out person sees at the root: what this is, and what is being said now. */
export function Welcome() {
  return (
    <>
      <PageTitle>Say it while it lasts</PageTitle>
      <section className="px-5 pt-12 pb-9 md:px-8 md:pt-18 md:pb-12">
        <div className="mb-7 md:hidden">
          <Mark size={44} />
        </div>
        <h1 className="text-[clamp(2.5rem,11vw,4rem)] leading-[0.98] font-extrabold tracking-[-0.035em]">
          Say it while it&nbsp;lasts.
        </h1>
        <div className="fuse mt-6 max-w-110" style={hero} aria-hidden="true">
          <div className="fuse-line" />
        </div>
        <p className="mt-5 max-w-[44ch] text-17 text-pretty text-muted">
          Cruddur is for short posts with a fuse. You choose how long a crud burns, from an hour to
          a month. When it is down, it is gone.
        </p>
        <div className="mt-7 hidden flex-wrap gap-3 md:flex">
          <ButtonLink to="/sign-up">Create account</ButtonLink>
          <ButtonLink to="/sign-in" look="outline">
            Sign in
          </ButtonLink>
        </div>
      </section>
      <h2 className="border-y border-line px-4 py-3 text-17 font-bold">Burning now</h2>
      <NewPill feed="public" />
      <PostList
        feed="public"
        label="Public feed"
        empty={
          <EmptyState title="Nothing burning right now">The first crud could be yours.</EmptyState>
        }
      />
    </>
  );
}
