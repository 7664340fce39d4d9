import type { Post } from "@/api/types";

/* For tests only: cruds to render and to patch. */

export const aPost = (id: string, changes: Partial<Post> = {}): Post => ({
  id,
  author: { handle: "ada", display_name: "Ada", avatar_url: null },
  text: `crud ${id}`,
  warning: "",
  visibility: "public",
  reply_policy: "everyone",
  reply_to: null,
  quote: null,
  media: [],
  created_at: "2026-01-01T00:00:00Z",
  edited_at: null,
  expires_at: null,
  hidden: false,
  counts: { replies: 0, reposts: 0, quotes: 0, likes: 0 },
  viewer: {
    is_author: false,
    liked: false,
    reposted: false,
    bookmarked: false,
    can_reply: true,
    thread_muted: false,
  },
  ...changes,
});
