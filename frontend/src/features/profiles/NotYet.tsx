import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { inWords } from "@/api/errors";
import { TroubleState } from "@/ui/States";

interface NotYetProps {
  query: Pick<UseQueryResult, "isPending" | "fetchStatus" | "error" | "refetch">;
  /** What has the size of what comes. */
  children: ReactNode;
}

/** Stands where something has not come: it is on its way, it failed, or there is no connection. */
export function NotYet({ query, children }: NotYetProps) {
  if (query.isPending && query.fetchStatus !== "paused") return children;
  return (
    <TroubleState
      offline={!navigator.onLine}
      words={query.error ? inWords(query.error) : "It loads as soon as the connection is back."}
      onRetry={() => void query.refetch()}
    />
  );
}
