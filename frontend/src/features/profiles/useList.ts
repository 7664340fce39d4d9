import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { OwnList } from "@/api/types";
import { listQuery, listsQuery } from "./lists";

/** A list, with what the page of all lists knows of it until it is there. */
export function useList(id: string): UseQueryResult<OwnList> {
  const client = useQueryClient();
  return useQuery({
    ...listQuery(id),
    placeholderData: () => client.getQueryData(listsQuery.queryKey)?.find((list) => list.id === id),
  });
}
