import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { putConversation } from "./cache";

/** Finds the conversation with a person, or begins it. */
export function useStartConversation() {
  const client = useQueryClient();
  return useMutation({
    networkMode: "always",
    mutationFn: (handle: string) =>
      unwrap(api.POST("/api/v1/conversations", { body: { handles: [handle] } })),
    onSuccess: (conversation) => putConversation(client, conversation),
  });
}
