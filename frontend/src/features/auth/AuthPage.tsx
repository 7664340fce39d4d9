import type { CSSProperties, ReactNode, SubmitEventHandler } from "react";
import { Link } from "react-router";
import { PageTitle } from "@/lib/title";
import { Mark } from "@/ui/Mark";

interface AuthPageProps {
  title: string;
  lead?: ReactNode;
  onSubmit: () => void;
  problem?: string | undefined;
  children: ReactNode;
  foot?: ReactNode;
}

const ever = { "--fuse-life": "240s", "--fuse-age": "-40s" } as CSSProperties;

/** One form, in the middle, with the mark above it. */
export function AuthPage({ title, lead, onSubmit, problem, children, foot }: AuthPageProps) {
  const submit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <main
      id="main"
      className="mx-auto flex min-h-dvh w-full max-w-108 flex-col px-5 pt-6 pb-10 md:justify-center"
    >
      <PageTitle>{title}</PageTitle>
      <Link
        to="/"
        className="mb-8 flex w-fit items-center gap-2.5 text-20 font-extrabold tracking-tight"
      >
        <Mark size={32} /> Cruddur
      </Link>
      <h1 className="text-32 font-extrabold">{title}</h1>
      {lead && <p className="mt-2 text-17 text-muted">{lead}</p>}
      <div className="fuse mt-4 mb-5" style={ever} aria-hidden="true">
        <div className="fuse-line" />
      </div>
      <form noValidate onSubmit={submit} className="grid gap-5">
        {problem && (
          <p role="alert" className="rounded-md bg-danger-soft px-4 py-3 text-danger">
            {problem}
          </p>
        )}
        {children}
      </form>
      {foot && <div className="mt-7 grid gap-2 text-muted">{foot}</div>}
    </main>
  );
}
