import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy, FileUp } from "lucide-react";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { inWords } from "@/api/errors";
import type { FollowImport } from "@/api/types";
import { cx } from "@/lib/cx";
import { dayAndTime } from "@/lib/time";
import { Button } from "@/ui/Button";
import { Progress } from "@/ui/Progress";
import { toast } from "@/ui/toasts";
import { countPeople, MOST_BYTES } from "./csv";
import { importQuery, startImport } from "./ownData";
import { useRefreshFeeds } from "./queries";
import { sizeInWords } from "./sizes";

interface Chosen {
  name: string;
  text: string;
  count: number;
}

const people = (count: number) => `${count.toLocaleString()} ${count === 1 ? "person" : "people"}`;

async function read(file: File): Promise<Chosen> {
  if (file.size > MOST_BYTES) {
    throw new Error(`That file is larger than ${sizeInWords(MOST_BYTES)}. Split it in two.`);
  }
  const text = await file.text();
  const count = countPeople(text);
  if (count === 0) throw new Error("There is nobody in that file.");
  return { name: file.name, text, count };
}

function Picker({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const away = () => setOver(false);
  return (
    <label
      className={cx(
        "relative flex min-h-24 flex-wrap items-center justify-center gap-3 rounded-xl border border-dashed border-wick px-4 py-5 text-center hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-ink",
        over && "border-ink bg-sunken",
      )}
    >
      <FileUp size={24} strokeWidth={1.6} aria-hidden="true" className="text-muted" />
      <span>
        <span className="font-semibold">Choose a CSV file</span>
        <span className="text-muted max-md:hidden"> or drop it here</span>
      </span>
      {/* It lies over all of it, so that files can be dropped into it. */}
      <input
        type="file"
        accept=".csv,text/csv"
        className="absolute inset-0 size-full cursor-pointer opacity-0"
        onDragEnter={() => setOver(true)}
        onDragLeave={away}
        onDrop={away}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}

function Missing({ addresses }: { addresses: string[] }) {
  const id = useId();
  const copy = () => {
    navigator.clipboard.writeText(addresses.join("\n")).then(
      () => void toast("Copied"),
      () => void toast("That could not be copied. Select the list and copy it by hand."),
    );
  };
  return (
    <div className="mt-4">
      <div className="mb-1.5 flex items-center justify-between gap-3">
        <h3 id={id} className="font-semibold">
          Not found here
        </h3>
        <Button look="quiet" onClick={copy}>
          <Copy size={17} aria-hidden="true" /> Copy
        </Button>
      </div>
      <ul
        aria-labelledby={id}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so it must be reachable by keys
        tabIndex={0}
        className="max-h-56 overflow-y-auto rounded-md bg-sunken px-3.5 py-2.5 text-muted"
      >
        {addresses.map((address) => (
          <li key={address} className="[overflow-wrap:anywhere]">
            {address}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Result({ of }: { of: FollowImport }) {
  const counts: [number, string][] = [
    [of.followed, "followed"],
    [of.requested, "asked, as their accounts are private"],
    [of.already, "followed before"],
    [of.missing.length, "not found here"],
  ];
  return (
    <div className="mb-5">
      <p className="font-semibold" role="status">
        {of.created_at
          ? `The import of ${dayAndTime(of.created_at)} is done`
          : "The import is done"}
      </p>
      <ul className="mt-1 text-muted">
        {counts
          .filter(([count]) => count > 0)
          .map(([count, words]) => (
            <li key={words} className="tabular">
              {people(count)} {words}
            </li>
          ))}
      </ul>
      {of.missing.length > 0 && <Missing addresses={of.missing} />}
    </div>
  );
}

interface ChosenFileProps {
  chosen: Chosen;
  onDone: () => void;
  onError: (words: string) => void;
}

function ChosenFile({ chosen, onDone, onError }: ChosenFileProps) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const send = () => {
    setBusy(true);
    startImport(chosen.text)
      .then((answer) => client.setQueryData(importQuery.queryKey, answer))
      .then(onDone)
      .catch((error: unknown) => onError(inWords(error)))
      .finally(() => setBusy(false));
  };
  return (
    <div className="rounded-xl border border-line px-4 py-4">
      <p>
        <b className="[overflow-wrap:anywhere]">{chosen.name}</b> names {people(chosen.count)}.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button busy={busy} onClick={send}>
          Follow them
        </Button>
        <Button look="quiet" onClick={onDone}>
          Another file
        </Button>
      </div>
    </div>
  );
}

/** What is shown of feeds and people is another once an import is done. */
function useNewFollows(state: FollowImport["state"] | undefined): void {
  const refresh = useEffectEvent(useRefreshFeeds());
  const before = useRef(state);
  useEffect(() => {
    const justDone = before.current === "running" && state === "done";
    before.current = state;
    if (justDone) refresh();
  }, [state]);
}

/** Whom one follows elsewhere, followed here too as far as they are here. */
export function ImportPanel() {
  const { data } = useQuery(importQuery);
  useNewFollows(data?.state);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState<string>();
  const choose = (file: File) => {
    setProblem(undefined);
    read(file)
      .then(setChosen)
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : undefined));
  };
  const letGo = () => setChosen(null);
  if (data?.state === "waiting")
    return <Progress label="Waiting for its turn" done={0} total={0} />;
  if (data?.state === "running")
    return <Progress label="Looking for them" done={data.done} total={data.total} />;
  return (
    <>
      {data?.state === "done" && !chosen && <Result of={data} />}
      {chosen ? (
        <ChosenFile chosen={chosen} onDone={letGo} onError={setProblem} />
      ) : (
        <Picker onFile={choose} />
      )}
      {problem && (
        <p role="alert" className="mt-2 text-danger">
          {problem}
        </p>
      )}
    </>
  );
}
