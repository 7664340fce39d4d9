import { useRouteError } from "react-router";
import { PageTitle } from "@/lib/title";
import { Button, ButtonLink } from "@/ui/Button";
import { EmptyState } from "@/ui/States";

export function NotFound() {
  return (
    <div className="grid min-h-[70dvh] place-content-center">
      <PageTitle>Not found</PageTitle>
      <EmptyState
        page
        title="There is nothing at this address"
        action={<ButtonLink to="/">Go home</ButtonLink>}
      >
        It may have burned out, or the address has a slip in it.
      </EmptyState>
    </div>
  );
}

const isOldChunk = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|importing a module/i.test(error.message);

/** For what nobody foresaw. A page of an older release asks to be loaded anew. */
export function CrashPage() {
  const error = useRouteError();
  return (
    <div className="grid min-h-[70dvh] place-content-center">
      <PageTitle>Something broke</PageTitle>
      <EmptyState
        page
        title={isOldChunk(error) ? "Cruddur has been renewed" : "Something broke on this page"}
        action={<Button onClick={() => window.location.reload()}>Load again</Button>}
      >
        {isOldChunk(error)
          ? "Load the page again to go on. Nothing you wrote is lost."
          : "It is not your doing. What you wrote is kept."}
      </EmptyState>
    </div>
  );
}
