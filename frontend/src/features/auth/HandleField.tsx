import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useEffect, useState } from "react";
import { api, unwrap } from "@/api/client";
import { useLimits } from "@/api/config";
import type { HandleAnswer } from "@/api/types";
import { Mark } from "@/ui/Mark";
import { Field } from "@/ui/Field";

interface HandleFieldProps {
  value: string;
  onChange: (handle: string) => void;
  error?: string | undefined;
}

const PAUSE_MS = 300;

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

export const tidyHandle = (typed: string): string => typed.trim().replace(/^@/, "").toLowerCase();

/** Whether a handle can be had; asked while typing, a moment after the last key. */
export function useHandleAnswer(handle: string): { answer?: HandleAnswer; asking: boolean } {
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
  return { ...(current && { answer: current }), asking: isFetching || settled !== handle };
}

function reasonInWords(answer: HandleAnswer): string {
  if (answer.reason === "handle_taken") return `@${answer.handle} is taken.`;
  if (answer.reason === "handle_reserved") return `@${answer.handle} is kept for Cruddur itself.`;
  return "A handle has letters from a to z, digits and underscores, with at least one letter.";
}

export function HandleField({ value, onChange, error }: HandleFieldProps) {
  const { limits } = useLimits();
  const { answer, asking } = useHandleAnswer(value);
  const refused = error ?? (answer && !answer.available ? reasonInWords(answer) : undefined);
  const free = !error && answer?.available;
  return (
    <Field
      label="Handle"
      lead="@"
      name="handle"
      autoComplete="nickname"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={limits.handle_max_length + 1}
      value={value}
      onChange={(event) => onChange(tidyHandle(event.target.value))}
      error={refused}
      hint={
        free ? (
          <span role="status">@{value} is free.</span>
        ) : (
          `${limits.handle_min_length} to ${limits.handle_max_length} letters, digits or underscores.`
        )
      }
      tail={
        <span className="mr-3">
          {free ? (
            <Check size={20} aria-hidden="true" />
          ) : (
            asking && value.length >= limits.handle_min_length && <Mark size={18} burning />
          )}
        </span>
      }
    >
      {refused && answer && answer.suggestions.length > 0 && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <span className="text-muted">Still free:</span>
          {answer.suggestions.map((one) => (
            <button
              key={one}
              type="button"
              className="min-h-11 rounded-full border border-wick/60 px-4 font-semibold hover:border-ink hover:bg-sunken"
              onClick={() => onChange(one)}
            >
              @{one}
            </button>
          ))}
        </div>
      )}
    </Field>
  );
}
