import { Link } from "react-router";
import type { Author } from "@/api/types";

export function AuthorName({ author }: { author: Author }) {
  if (author.handle === null) return <b className="truncate">{author.display_name}</b>;
  return (
    <>
      <Link to={`/@${author.handle}`} className="truncate font-bold hover:underline">
        {author.display_name}
      </Link>
      <span className="truncate text-muted">@{author.handle}</span>
    </>
  );
}
