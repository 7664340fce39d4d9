import type { Media, Message } from "@/api/types";
import { cx } from "@/lib/cx";
import { MediaGrid } from "@/features/posts/MediaGrid";
import { RichText } from "@/features/posts/RichText";
import { FuseLine } from "@/ui/Fuse";
import { CrudCard } from "./CrudCard";
import type { Said } from "./lines";
import { MessageMenu } from "./MessageMenu";
import { Reactions } from "./ReactionRow";
import { isFewEmoji } from "./reactions";
import { ReplyLine } from "./ReplyLine";
import { useThread } from "./threadActions";

const corners = ({ mine, follows, last }: Said) =>
  cx(
    mine && follows && "rounded-tr-[6px]",
    mine && !last && "rounded-br-[6px]",
    !mine && follows && "rounded-tl-[6px]",
    !mine && !last && "rounded-bl-[6px]",
  );

function goneInWords({ mine, sender }: Said): string {
  if (sender?.handle === null) return "Gone with the person who wrote it";
  return mine ? "You deleted this message" : "Message deleted";
}

function Words({ line, text }: { line: Said; text: string }) {
  const { jump } = useThread();
  const { mine, message, unsent } = line;
  const answered = message ? message.reply_to : unsent?.replyTo;
  if (text === "" && !answered) return null;
  if (!answered && isFewEmoji(text)) {
    return (
      <p className="px-1 text-[2.5rem] leading-[1.2]">
        <span className="sr-only">{mine ? "You: " : ""}</span>
        {text}
      </p>
    );
  }
  return (
    <div
      className={cx(
        "w-fit max-w-full rounded-xl px-3.5 py-2",
        mine ? "ml-auto bg-ink text-paper" : "bg-sunken",
        corners(line),
        unsent?.state === "sending" && "opacity-70",
      )}
    >
      {answered && <ReplyLine answered={answered} mine={mine} onJump={jump} />}
      <p
        dir="auto"
        className="text-17 whitespace-pre-wrap [overflow-wrap:anywhere] pointer-coarse:select-none"
      >
        <span className="sr-only">{mine ? "You: " : ""}</span>
        <RichText text={text} />
      </p>
    </div>
  );
}

function Pictures({ media }: { media: readonly Media[] }) {
  if (media.length === 0) return null;
  return (
    <div className="w-72 max-w-full [&>*]:mt-0">
      <MediaGrid media={media} />
    </div>
  );
}

function Burning({ message }: { message: Message }) {
  if (message.expires_at === null || message.deleted) return null;
  return (
    <div className="px-3">
      <FuseLine since={message.created_at} until={message.expires_at} />
    </div>
  );
}

/** What was said: its pictures, the crud that came along, its words, and what people say to it. */
export function Bubble({ line }: { line: Said }) {
  const { mine, message, unsent } = line;
  if (message?.deleted) {
    return (
      <p
        className={cx(
          "rounded-xl border border-line px-3.5 py-2 text-15 text-muted italic",
          corners(line),
        )}
      >
        {goneInWords(line)}
      </p>
    );
  }
  const said = message ?? unsent;
  if (!said) return null;
  const postId = message ? message.post_id : unsent?.postId;
  return (
    <div className="relative flex max-w-[min(85%,32rem)] min-w-0 flex-col gap-1">
      {message && <MessageMenu message={message} mine={mine} />}
      <Pictures media={said.media} />
      {postId && (
        <div className="w-96 max-w-full [&>*]:mt-0">
          <CrudCard id={postId} />
        </div>
      )}
      <Words line={line} text={said.text} />
      {message && <Burning message={message} />}
      {message && <Reactions message={message} mine={mine} />}
    </div>
  );
}
