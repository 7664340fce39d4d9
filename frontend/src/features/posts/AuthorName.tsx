import { Link } from "react-router";
import type { Author } from "@/api/types";
import { Avatar } from "@/ui/Avatar";

/** Where `data-person` stands, the shell shows a card on hover. */
export function AuthorName({ author }: { author: Author }) {
  if (author.handle === null) return <b className="truncate">{author.display_name}</b>;
  return (
    <>
      <Link
        to={`/@${author.handle}`}
        data-person={author.handle}
        className="truncate font-bold hover:underline"
      >
        {author.display_name}
      </Link>
      <span data-person={author.handle} className="truncate text-muted">
        @{author.handle}
      </span>
    </>
  );
}

/** The picture leads where the name does; the name beside it is the link for all but pointers. */
export function AuthorAvatar({ author }: { author: Author }) {
  if (author.handle === null) return <Avatar person={author} />;
  return (
    <Link
      to={`/@${author.handle}`}
      data-person={author.handle}
      tabIndex={-1}
      aria-hidden="true"
      className="h-fit shrink-0 rounded-full"
    >
      <Avatar person={author} />
    </Link>
  );
}
