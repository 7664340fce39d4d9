import type { Post } from "@/api/types";

/** An author who is gone has no handle, but the crud keeps an address. */
export const postPath = (post: Pick<Post, "id" | "author">): string =>
  `/@${post.author.handle ?? "_"}/${post.id}`;

export const tagPath = (tag: string): string =>
  `/tags/${encodeURIComponent(tag.replace(/^#/, "").toLowerCase())}`;

/** The same address under the handle that the person has now. */
export const underHandle = (path: string, handle: string): string =>
  path.replace(/^\/@[^/]*/, `/@${handle}`);
