import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";

/** The first few people whose handle or name begins with what was typed. */
export const completionQuery = (q: string) =>
  queryOptions({
    queryKey: ["people", q],
    queryFn: ({ signal }) =>
      unwrap(api.GET("/api/v1/people", { params: { query: { q } }, signal })),
    staleTime: 60_000,
  });
