import { useMemo } from "react";
import { Link } from "react-router";
import { tagPath } from "./paths";
import { tokenise } from "./tokens";

/** What a person wrote, with its links, mentions and hashtags as one family. */
export function RichText({ text }: { text: string }) {
  const tokens = useMemo(() => tokenise(text), [text]);
  return (
    <>
      {tokens.map((token, index) => {
        if (token.kind === "url") {
          return (
            <a
              key={index}
              className="link"
              href={token.href}
              target="_blank"
              rel="nofollow noopener noreferrer ugc"
            >
              {token.text}
            </a>
          );
        }
        if (token.kind === "mention") {
          return (
            <Link key={index} className="link" to={`/@${token.handle}`} data-person={token.handle}>
              {token.text}
            </Link>
          );
        }
        if (token.kind === "hashtag") {
          return (
            <Link key={index} className="link" to={tagPath(token.text)}>
              {token.text}
            </Link>
          );
        }
        return token.text;
      })}
    </>
  );
}
