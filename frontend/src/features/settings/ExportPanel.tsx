import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { inWords } from "@/api/errors";
import type { Export } from "@/api/types";
import { dayAndTime } from "@/lib/time";
import { Button, buttonLook } from "@/ui/Button";
import { Progress } from "@/ui/Progress";
import { exportQuery, startExport } from "./ownData";
import { sizeInWords } from "./sizes";

/** Starts one; what stands in its way is said below. */
function Start({ label, look = "primary" }: { label: string; look?: "primary" | "outline" }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const start = () => {
    setBusy(true);
    setError(null);
    startExport()
      .then((answer) => client.setQueryData(exportQuery.queryKey, answer))
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <div>
      <Button look={look} busy={busy} onClick={start}>
        {label}
      </Button>
      {error !== null && (
        <p role="alert" className="mt-2 text-danger">
          {inWords(error)}
        </p>
      )}
    </div>
  );
}

function Ready({ made }: { made: Export }) {
  const { url, size, created_at: at, expires_at: until } = made;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        {url && (
          <a href={url} download className={buttonLook("primary")}>
            <Download size={18} aria-hidden="true" /> Download
            {size !== null && <span className="font-normal">{sizeInWords(size)}</span>}
          </a>
        )}
        {at && until && (
          <p className="text-muted">
            Made {dayAndTime(at)}, kept until {dayAndTime(until)}
          </p>
        )}
      </div>
      <Start label="Make a new one" look="outline" />
    </div>
  );
}

const news: Record<Export["state"], string> = {
  none: "",
  waiting: "The file is being made",
  running: "The file is being made",
  ready: "The file is ready",
  failed: "The file could not be made",
};

/** One's data in a file: made on demand, then there for a week. */
export function ExportPanel() {
  const { data } = useQuery(exportQuery);
  return (
    <>
      <p role="status" className="sr-only">
        {data && news[data.state]}
      </p>
      <ExportState />
    </>
  );
}

function ExportState() {
  const { data, error, refetch } = useQuery(exportQuery);
  if (!data) {
    return error ? (
      <p role="alert" className="flex flex-wrap items-center gap-3 text-muted">
        {inWords(error)}
        <Button look="outline" onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    ) : (
      <div role="status" className="shimmer h-11 w-44 rounded-full">
        <span className="sr-only">Loading</span>
      </div>
    );
  }
  if (data.state === "waiting") return <Progress label="Waiting for its turn" done={0} total={0} />;
  if (data.state === "running")
    return <Progress label="Putting it together" done={data.done} total={data.total} />;
  if (data.state === "ready") return <Ready made={data} />;
  return (
    <>
      {data.state === "failed" && (
        <p className="mb-3 text-danger">The file could not be made. Nothing of yours is lost.</p>
      )}
      <Start label={data.state === "failed" ? "Try again" : "Make the file"} />
    </>
  );
}
