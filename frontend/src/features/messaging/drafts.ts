import { createKeptStore } from "@/lib/store";

/** What one has typed and not sent, by conversation. */
export const drafts = createKeptStore<Record<string, string>>("cruddur.message-drafts", {});

export function setDraft(conversationId: string, text: string): void {
  drafts.set(({ [conversationId]: _old, ...rest }) =>
    text ? { ...rest, [conversationId]: text } : rest,
  );
}
