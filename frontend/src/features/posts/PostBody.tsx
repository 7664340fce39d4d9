import { EyeOff, TriangleAlert } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { useMe } from "@/api/me";
import type { Post } from "@/api/types";
import { cx } from "@/lib/cx";
import { MediaGrid } from "./MediaGrid";
import { QuoteCard } from "./QuoteCard";
import { RichText } from "./RichText";

interface FoldProps {
  icon: ReactNode;
  words: string;
  /** Unfolded until the reader folds it. */
  unfolded?: boolean;
  children: ReactNode;
}

/** What is folded behind a line of words until asked for. */
function Fold({ icon, words, unfolded = false, children }: FoldProps) {
  const [chosen, setOpen] = useState<boolean | null>(null);
  const open = chosen ?? unfolded;
  const id = useId();
  return (
    <>
      <div className="mt-1.5 flex min-h-11 items-center gap-2.5 rounded-md bg-sunken pr-1 pl-3">
        <span className="shrink-0 text-muted">{icon}</span>
        <span dir="auto" className="min-w-0 flex-1 py-2 [overflow-wrap:anywhere]">
          {words}
        </span>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="min-h-11 rounded-md px-3 font-bold hover:underline"
        >
          {open ? "Hide" : "Show"}
        </button>
      </div>
      <div id={id} className={open ? "appear" : undefined}>
        {open && children}
      </div>
    </>
  );
}

/** Folded, unless the reader has all of them open by themselves. */
function Warned({ words, children }: Pick<FoldProps, "words" | "children">) {
  const unfolded = useMe()?.expand_warnings ?? false;
  return (
    <Fold icon={<TriangleAlert size={18} aria-hidden="true" />} words={words} unfolded={unfolded}>
      {children}
    </Fold>
  );
}

/** What a crud says and shows, behind its content warning if it has one. */
export function PostBody({ post, large = false }: { post: Post; large?: boolean }) {
  const content = (
    <>
      {post.text && (
        <p
          dir="auto"
          className={cx(
            "mt-0.5 text-pretty whitespace-pre-wrap [overflow-wrap:anywhere]",
            large ? "text-20" : "text-17",
          )}
        >
          <RichText text={post.text} />
        </p>
      )}
      <MediaGrid media={post.media} />
    </>
  );
  const warned = post.warning ? <Warned words={post.warning}>{content}</Warned> : content;
  const whole = (
    <>
      {warned}
      <QuoteCard quote={post.quote} />
    </>
  );
  if (!post.hidden) return whole;
  return (
    <Fold icon={<EyeOff size={18} aria-hidden="true" />} words="A hidden reply">
      {whole}
    </Fold>
  );
}
