import { useInfiniteQuery, useQuery, type InfiniteData } from "@tanstack/react-query";
import { useCallback, useState, type ReactNode } from "react";
import { Link } from "react-router";
import { useLimits } from "@/api/config";
import { api, unwrap } from "@/api/client";
import { ApiError, inWords } from "@/api/errors";
import { useMe } from "@/api/me";
import type { PeoplePage, Post, PostChanges } from "@/api/types";
import { now } from "@/lib/clock";
import { countGraphemes } from "@/lib/graphemes";
import { fullTime, spanInWords } from "@/lib/time";
import { useStore } from "@/lib/store";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { EndSentinel } from "@/ui/EndSentinel";
import { Field } from "@/ui/Field";
import { TroubleState, Waiting } from "@/ui/States";
import { TextArea } from "@/ui/TextArea";
import { toast } from "@/ui/toasts";
import { AudienceFields } from "./AudienceFields";
import { useChangePost } from "./change";
import { ExpiryPicker } from "./ExpiryPicker";
import { closeOverlay, overlay } from "./overlay";
import { RichText } from "./RichText";
import { Viewer } from "./Viewer";

const scroll = "max-h-[60vh] overflow-y-auto";

function History({ post }: { post: Post }) {
  const query = useQuery({
    queryKey: ["history", post.id],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET("/api/v1/posts/{post_id}/history", {
          params: { path: { post_id: post.id } },
          signal,
        }),
      ),
  });
  return (
    <Dialog title="Edit history" onClose={closeOverlay}>
      <div className={scroll}>
        {query.data ? (
          <ol className="px-5 pt-1 pb-5">
            {query.data.items.map((version) => (
              <li key={version.created_at} className="border-t border-line py-3 first:border-0">
                <p className="tabular text-13 text-muted">{fullTime(version.created_at)}</p>
                {version.warning && (
                  <p className="text-15 text-muted">Content warning: {version.warning}</p>
                )}
                <p dir="auto" className="mt-1 whitespace-pre-wrap [overflow-wrap:anywhere]">
                  <RichText text={version.text} />
                </p>
              </li>
            ))}
          </ol>
        ) : query.isError ? (
          <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </Dialog>
  );
}

type Kind = "likes" | "reposts";

function usePeople(post: Post, kind: Kind) {
  return useInfiniteQuery<PeoplePage, Error, InfiniteData<PeoplePage>, string[], string | null>({
    queryKey: ["people of", post.id, kind],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === null ? {} : { cursor: pageParam };
      const init = { params: { path: { post_id: post.id }, query }, signal };
      return unwrap(
        kind === "likes"
          ? api.GET("/api/v1/posts/{post_id}/likes", init)
          : api.GET("/api/v1/posts/{post_id}/reposts", init),
      );
    },
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
  });
}

function PeopleList({ post, kind }: { post: Post; kind: Kind }) {
  const query = usePeople(post, kind);
  const { fetchNextPage, hasNextPage, isFetching } = query;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  return (
    <Dialog title={kind === "likes" ? "Liked by" : "Reposted by"} onClose={closeOverlay}>
      <div ref={setBox} className={`${scroll} px-2 pb-3`}>
        {query.data ? (
          <ul>
            {query.data.pages
              .flatMap((page) => page.items)
              .map((person, index) => (
                <li key={person.handle ?? index}>
                  <Link
                    to={person.handle === null ? "#" : `/@${person.handle}`}
                    onClick={closeOverlay}
                    className="flex min-h-14 items-center gap-3 rounded-md px-3 hover:bg-sunken"
                  >
                    <Avatar person={person} size={40} />
                    <span className="min-w-0 leading-tight">
                      <b className="block truncate">{person.display_name}</b>
                      <span className="block truncate text-muted">@{person.handle}</span>
                    </span>
                  </Link>
                </li>
              ))}
          </ul>
        ) : query.isError ? (
          <TroubleState words={inWords(query.error)} onRetry={() => void query.refetch()} />
        ) : (
          <Waiting />
        )}
        <EndSentinel root={box} onNear={more} active={hasNextPage && !isFetching} />
      </div>
    </Dialog>
  );
}

interface ChangeDialogProps {
  post: Post;
  title: string;
  changes: PostChanges;
  ready?: boolean;
  done: string;
  children: ReactNode;
}

/** A form over one's own crud; what is wrong is said in it, and nothing is lost. */
function ChangeDialog({ post, title, changes, ready = true, done, children }: ChangeDialogProps) {
  const { mutate, isPending, error } = useChangePost(post);
  const general =
    error instanceof ApiError && error.errors.length > 0 ? error.errors[0]?.detail : inWords(error);
  const save = () => {
    if (!ready || isPending) return;
    mutate(changes, {
      onSuccess: () => {
        toast(done);
        closeOverlay();
      },
    });
  };
  return (
    <Dialog title={title} onClose={closeOverlay}>
      <form
        noValidate
        className="grid gap-4 px-5 pt-2 pb-5"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {children}
        {error && (
          <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-danger">
            {general}
          </p>
        )}
        <Button type="submit" busy={isPending} disabled={!ready} className="justify-self-end">
          Save
        </Button>
      </form>
    </Dialog>
  );
}

function Edit({ post }: { post: Post }) {
  const [text, setText] = useState(post.text);
  const [warning, setWarning] = useState(post.warning);
  const { limits } = useLimits();
  const left = limits.post_length - countGraphemes(text.trim());
  const same = text.trim() === post.text && warning.trim() === post.warning;
  const says = text.trim() !== "" || post.media.length > 0;
  return (
    <ChangeDialog
      post={post}
      title="Edit crud"
      changes={{ text: text.trim(), warning: warning.trim() }}
      ready={says && left >= 0 && !same}
      done="Saved. What it said before stays in its history."
    >
      <TextArea
        label="Text"
        rows={6}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={left < 0 ? `${-left} characters too many` : undefined}
        hint={`${left} characters left`}
      />
      <Field
        label="Content warning"
        value={warning}
        onChange={(event) => setWarning(event.target.value)}
        hint="Left empty, there is none."
      />
    </ChangeDialog>
  );
}

function Time({ post }: { post: Post }) {
  const { expiry_choices: choices } = useLimits();
  const [at] = useState(now);
  const left = post.expires_at === null ? null : (Date.parse(post.expires_at) - at) / 1_000;
  // The stop that is nearest to what is left now.
  const nearest =
    left === null
      ? null
      : (choices.find((choice) => choice !== null && choice >= left) ?? choices.at(-2) ?? null);
  const [seconds, setSeconds] = useState<number | null>(nearest);
  return (
    <ChangeDialog
      post={post}
      title="How long it burns"
      changes={{ expires_in: seconds }}
      done={
        seconds === null
          ? "It stays until you delete it"
          : `It burns for ${spanInWords(seconds)} from now`
      }
    >
      <p className="text-muted">
        {post.expires_at === null
          ? "Now it stays until you delete it."
          : `Now it is gone ${fullTime(post.expires_at)}.`}{" "}
        The new time counts from this moment.
      </p>
      <ExpiryPicker value={seconds} onChange={setSeconds} />
    </ChangeDialog>
  );
}

function AudienceDialog({ post }: { post: Post }) {
  const me = useMe();
  const [audience, setAudience] = useState({
    visibility: post.visibility,
    replyPolicy: post.reply_policy,
  });
  return (
    <ChangeDialog
      post={post}
      title="Who sees it and may reply"
      changes={{
        // What a private account shows to followers alone stays as it was meant.
        ...(audience.visibility !== post.visibility && { visibility: audience.visibility }),
        reply_policy: audience.replyPolicy,
      }}
      done="Saved"
    >
      <AudienceFields value={audience} isPrivate={me?.is_private === true} onChange={setAudience} />
    </ChangeDialog>
  );
}

/** Whatever lies over the page now. */
export function PostDialogs() {
  const over = useStore(overlay);
  if (over === null) return null;
  if (over.kind === "viewer") return <Viewer {...over} />;
  const { kind, post } = over;
  if (kind === "history") return <History post={post} />;
  if (kind === "edit") return <Edit post={post} />;
  if (kind === "time") return <Time post={post} />;
  if (kind === "audience") return <AudienceDialog post={post} />;
  return <PeopleList post={post} kind={kind} />;
}
