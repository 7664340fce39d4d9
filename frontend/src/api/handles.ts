import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, unwrap } from "./client";
import { useLimits } from "./config";
import type { HandleAnswer } from "./types";

const PAUSE_MS = 300;

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

export interface HandleCheck {
  answer?: HandleAnswer;
  asking: boolean;
  /** How short and how long a handle may be. */
  shortest: number;
  longest: number;
}

/** Whether a handle can be had; asked while typing, a moment after the last key. */
export function useHandleCheck(handle: string): HandleCheck {
  const { limits } = useLimits();
  const settled = useSettled(handle);
  const { data, isFetching } = useQuery({
    queryKey: ["handle", settled],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/handles/{handle}", { params: { path: { handle: settled } }, signal }),
      ),
    enabled: settled.length >= limits.handle_min_length,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
  const current = data?.handle === handle ? data : undefined;
  return {
    ...(current && { answer: current }),
    asking: isFetching || settled !== handle,
    shortest: limits.handle_min_length,
    longest: limits.handle_max_length,
  };
}
