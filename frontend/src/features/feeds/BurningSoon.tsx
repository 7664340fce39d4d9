import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Post } from "@/api/types";
import { useVisiblePosts } from "@/features/posts/cache";
import { postPath } from "@/features/posts/paths";
import { feedQuery } from "@/features/posts/queries";
import { Avatar } from "@/ui/Avatar";
import { FuseLeft, FuseLine } from "@/ui/Fuse";
import { useNow } from "@/lib/time";

const SHOWN = 4;

/** Those whose fuse ends first. */
export function soonest(posts: readonly Post[], at: number): (Post & { expires_at: string })[] {
  return posts
    .flatMap((post) => (post.expires_at === null ? [] : [{ ...post, expires_at: post.expires_at }]))
    .filter((post) => Date.parse(post.expires_at) > at)
    .sort((a, b) => Date.parse(a.expires_at) - Date.parse(b.expires_at))
    .slice(0, SHOWN);
}

function SoonCard({ post }: { post: Post & { expires_at: string } }) {
  return (
    <li>
      <Link to={postPath(post)} className="block rounded-md px-3 pt-2.5 hover:bg-sunken">
        <span className="flex items-center gap-2 text-13 text-muted">
          <span
            data-person={post.author.handle}
            className="flex min-w-0 items-center gap-2 font-semibold text-ink"
          >
            <Avatar person={post.author} size={24} />
            <span className="truncate">{post.author.display_name}</span>
          </span>
          <span className="ml-auto shrink-0">
            <FuseLeft since={post.created_at} until={post.expires_at} />
          </span>
        </span>
        <span dir="auto" className="mt-1.5 line-clamp-2 text-15 [overflow-wrap:anywhere]">
          {post.warning || post.text}
        </span>
        <span className="mt-1 block">
          <FuseLine since={post.created_at} until={post.expires_at} />
        </span>
      </Link>
    </li>
  );
}

/** The side column: public cruds that are nearly gone, last chance first. */
export function BurningSoon() {
  const { data } = useInfiniteQuery(feedQuery("public"));
  const time = useNow(10_000);
  const posts = soonest(useVisiblePosts(data), time);
  if (posts.length === 0) return null;
  return (
    <section aria-labelledby="soon" className="appear">
      <h2 id="soon" className="px-3 text-17 font-bold">
        Last light
      </h2>
      <p className="px-3 pb-2 text-13 text-muted">Gone soon. Read them while they burn.</p>
      <ul className="grid gap-1">
        {posts.map((post) => (
          <SoonCard key={post.id} post={post} />
        ))}
      </ul>
    </section>
  );
}
