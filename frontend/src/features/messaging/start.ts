import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { ApiError, reasonOf } from "@/api/errors";
import type { NewConversation } from "@/api/types";
import { putConversation } from "./conversations";

/** Finds the conversation with a person, or begins it; with several it is a new group. */
export function useStartConversation() {
  const client = useQueryClient();
  return useMutation({
    networkMode: "always",
    mutationFn: (body: NewConversation) => unwrap(api.POST("/api/v1/conversations", { body })),
    onSuccess: (conversation) => putConversation(client, conversation),
  });
}

/** Why a conversation was not begun. */
export function whyNotStarted(error: unknown, handles: readonly string[]): string {
  if (!(error instanceof ApiError) || error.code !== "person_not_found") return reasonOf(error);
  return handles.length === 1
    ? `@${handles[0] ?? ""} cannot be written to.`
    : "One of them cannot be written to. They may have left, or changed their handle.";
}
