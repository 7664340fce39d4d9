import { queryOptions, useQuery } from "@tanstack/react-query";
import { readKept, writeKept } from "@/lib/store";
import { errorFrom, NetworkError } from "./errors";
import type { Config } from "./types";

const KEPT = "cruddur.config";

/** The configuration of the last visit, so that signing in need not wait for a new one. */
export const rememberedConfig = (): Config | null => readKept<Config>(KEPT);

export async function fetchConfig(): Promise<Config> {
  const response = await fetch("/api/v1/config").catch((cause: unknown) => {
    throw new NetworkError("config", { cause });
  });
  if (!response.ok) throw errorFrom(response.status, null);
  const config = (await response.json()) as Config;
  writeKept(KEPT, config);
  return config;
}

export const configQuery = queryOptions({
  queryKey: ["config"],
  queryFn: fetchConfig,
  staleTime: Infinity,
});

const usual: Pick<Config, "limits" | "expiry_choices"> = {
  limits: {
    post_length: 500,
    message_length: 2000,
    display_name_length: 50,
    bio_length: 300,
    handle_min_length: 3,
    handle_max_length: 20,
  },
  expiry_choices: [3_600, 10_800, 43_200, 86_400, 259_200, 604_800, 2_592_000, null],
};

/** Limits and choices; those of the last visit, or the usual ones, until the answer is here. */
export function useLimits(): Pick<Config, "limits" | "expiry_choices"> {
  const { data } = useQuery(configQuery);
  return data ?? rememberedConfig() ?? usual;
}
