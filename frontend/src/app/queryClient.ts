import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/api/errors";

const TRIES = 2;

/** A refusal stays a refusal; what may pass by itself is tried again. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (error instanceof ApiError && error.status < 500 && error.status !== 429) return false;
  return failures < TRIES;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, refetchOnWindowFocus: false, gcTime: 30 * 60_000 },
  },
});
