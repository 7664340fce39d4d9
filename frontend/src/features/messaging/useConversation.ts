import { useQuery, useQueryClient } from "@tanstack/react-query";
import { findConversation } from "./conversations";
import { conversationQuery } from "./queries";

/** One conversation: what the inbox knows of it at once, and then what only it says itself. */
export function useConversation(id: string) {
  const client = useQueryClient();
  return useQuery({
    ...conversationQuery(id),
    enabled: id !== "",
    placeholderData: () => findConversation(client, id),
    refetchOnMount: "always",
  });
}
