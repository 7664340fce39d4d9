import type { Conversation, Message } from "@/api/types";

/* For tests only: conversations and what is said in them. */

const author = (handle: string | null) => ({
  handle,
  display_name: handle ?? "Deleted person",
  avatar_url: null,
});

interface MessageChanges extends Partial<Omit<Message, "sender">> {
  from?: string | null;
}

/** By "ben" in "x" at a time that goes with its id, unless told otherwise. */
export const aMessage = (
  id: string,
  { from = "ben", ...changes }: MessageChanges = {},
): Message => ({
  id,
  client_id: `c${id}`,
  conversation_id: "x",
  sender: author(from),
  text: id,
  media: [],
  post_id: null,
  reply_to: null,
  reactions: [],
  edited_at: null,
  deleted: false,
  expires_at: null,
  news: null,
  created_at: "2026-01-01T00:00:00Z",
  ...changes,
});

interface ConversationChanges extends Partial<Omit<Conversation, "members">> {
  /** Handles, the reader's own among them. */
  members?: string[];
}

export const aConversation = (
  id: string,
  { members = ["ada", "ben"], ...changes }: ConversationChanges = {},
): Conversation => ({
  id,
  kind: "direct",
  title: null,
  picture: null,
  lasts: null,
  members: members.map((handle) => ({ ...author(handle), role: "member", read_to: null })),
  role: "member",
  state: "in",
  muted: false,
  marked_unread: false,
  read_to: null,
  can_send: true,
  last_message: null,
  unread: 0,
  created_at: "2026-01-01T00:00:00Z",
  last_activity_at: "2026-01-01T00:00:00Z",
  ...changes,
});
