import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { inWords } from "@/api/errors";
import type { Tag } from "@/api/types";
import { toast } from "@/ui/toasts";
import { listKey } from "./queries";

export const tagQuery = (tag: string) =>
  queryOptions({
    queryKey: ["tag", tag],
    queryFn: ({ signal }): Promise<Tag> =>
      unwrap(api.GET("/api/v1/tags/{tag}", { params: { path: { tag } }, signal })),
    staleTime: 60_000,
  });

/** Has a hashtag in one's home feed, or no more; at once, and put back if refused. */
export function useFollowTag(tag: string): (following: boolean) => void {
  const client = useQueryClient();
  const { queryKey } = tagQuery(tag);
  const { mutate } = useMutation({
    networkMode: "always",
    scope: { id: `tag-${tag}` },
    mutationFn: (following: boolean) => {
      const init = { params: { path: { tag } } };
      return unwrap(
        following
          ? api.PUT("/api/v1/tags/{tag}/follow", init)
          : api.DELETE("/api/v1/tags/{tag}/follow", init),
      );
    },
    onMutate: async (following) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, (now) => now && { ...now, following });
      return before;
    },
    onError: (error, following, before) => {
      client.setQueryData(queryKey, before);
      toast(`#${tag} is ${following ? "not" : "still"} followed. ${inWords(error)}`);
    },
    onSuccess: (fresh) => {
      client.setQueryData(queryKey, fresh);
      void client.invalidateQueries({ queryKey: listKey("home") });
      void client.invalidateQueries({ queryKey: ["me", "tags"] });
    },
  });
  return mutate;
}
