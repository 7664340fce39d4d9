import type { Post } from "@/api/types";

/** Only what everyone sees is passed on; and one's own may be quoted by oneself. */
export const mayBeReposted = (post: Post): boolean => post.visibility === "public";
export const mayBeQuoted = (post: Post): boolean =>
  post.visibility === "public" || post.viewer.is_author;
