import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { inWords } from "@/api/errors";
import { meQuery } from "@/api/me";
import { leave } from "@/api/session";
import type { Me } from "@/api/types";
import { PageTitle } from "@/lib/title";
import { Button } from "@/ui/Button";
import { FuseLine } from "@/ui/Fuse";
import { Mark } from "@/ui/Mark";
import { toast } from "@/ui/toasts";
import { ExportPanel } from "./ExportPanel";
import { stay } from "./ownData";

const WEEK_MS = 7 * 86_400_000;

const dayOf = (iso: string): string =>
  new Date(iso).toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long" });
const timeOf = (iso: string): string =>
  new Date(iso).toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" });

function KeepMine() {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const keep = () => {
    setBusy(true);
    setError(null);
    stay()
      .then((me) => {
        client.setQueryData(meQuery.queryKey, me);
        void client.invalidateQueries();
        toast("You stay. All is as it was.");
      })
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <Button wide busy={busy} onClick={keep}>
        Keep my account
      </Button>
      {error !== null && (
        <p role="alert" className="mt-2 text-danger">
          {inWords(error)}
        </p>
      )}
    </>
  );
}

/** The account on its fuse: all that one can still do with it. */
export function LeavingPage({ me, leavesAt }: { me: Me; leavesAt: string }) {
  // Another device may have changed its mind.
  useQuery({ ...meQuery, refetchOnWindowFocus: "always" });
  const since = new Date(Date.parse(leavesAt) - WEEK_MS).toISOString();
  return (
    <main
      id="main"
      className="mx-auto flex min-h-dvh w-full max-w-108 flex-col px-5 pt-6 pb-10 md:justify-center"
    >
      <PageTitle>Leaving</PageTitle>
      <p className="mb-8 flex items-center gap-2.5 text-20 font-extrabold tracking-tight">
        <Mark size={32} /> Cruddur
      </p>
      <h1 className="text-32 font-extrabold">Your account goes on {dayOf(leavesAt)}</h1>
      <p className="mt-2 text-17 text-muted">
        {me.handle && <>@{me.handle} is hidden from everyone now. </>}At {timeOf(leavesAt)} it is
        removed, with all that is yours. Until then you can change your mind.
      </p>
      <div className="mt-4 mb-6">
        <FuseLine since={since} until={leavesAt} />
      </div>
      <KeepMine />
      <section aria-labelledby="leaving-data" className="mt-8 border-t border-line pt-5">
        <h2 id="leaving-data" className="text-17 font-bold">
          Download my data
        </h2>
        <p className="mt-0.5 mb-3 text-muted">Everything you wrote and chose, in one file.</p>
        <ExportPanel />
      </section>
      <div className="mt-8 border-t border-line pt-5">
        <Button look="outline" onClick={() => void leave()}>
          Sign out
        </Button>
      </div>
    </main>
  );
}
