import { Bookmark, Ellipsis, Heart, Quote, Repeat2, Reply, Undo2 } from "lucide-react";
import { lazy, Suspense, type ReactNode } from "react";
import { useGate } from "@/api/gate";
import { useSession } from "@/api/session";
import type { Post } from "@/api/types";
import { keepTrying } from "@/lib/keepTrying";
import { cx } from "@/lib/cx";
import { Count } from "@/ui/Count";
import { Menu, MenuItem, MenuItems } from "@/ui/Menu";
import { openQuote, openReply } from "./draft";
import { mayBeQuoted, mayBeReposted } from "./sharing";
import { useToggle } from "./toggles";

const PostMenu = lazy(async () => ({
  default: (await keepTrying(() => import("./PostMenu"))).PostMenu,
}));

const look =
  "flex h-11 min-w-11 items-center justify-center gap-1.5 rounded-full px-2.5 text-13 text-muted transition-colors duration-150 hover:bg-sunken hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent";

interface ActionProps {
  label: string;
  icon: ReactNode;
  count?: number;
  pressed?: boolean;
  disabled?: boolean;
  onPress: () => void;
}

function Action({ label, icon, count = 0, pressed, disabled, onPress }: ActionProps) {
  return (
    <button
      type="button"
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onPress}
      className={cx(look, pressed && "font-semibold text-ink")}
    >
      {icon}
      <span className="sr-only">{label}</span>
      {count > 0 && <Count value={count} />}
    </button>
  );
}

function RepostMenu({ post }: { post: Post }) {
  const toggle = useToggle(post);
  const gate = useGate();
  const { reposted } = post.viewer;
  const closed = !mayBeQuoted(post) && !reposted;
  const count = post.counts.reposts + post.counts.quotes;
  return (
    <Menu
      label={`${closed ? "Only public cruds are passed on" : "Repost or quote"}${count > 0 ? `, ${count}` : ""}`}
      disabled={closed}
      className={cx(look, reposted && "font-semibold text-ink")}
      button={
        <>
          <Repeat2 size={19} strokeWidth={reposted ? 2.8 : 1.9} aria-hidden="true" />
          {count > 0 && <Count value={count} />}
        </>
      }
    >
      <MenuItems>
        {(mayBeReposted(post) || reposted) && (
          <MenuItem
            icon={reposted ? <Undo2 size={19} /> : <Repeat2 size={19} />}
            onChoose={() => toggle("repost")}
          >
            {reposted ? "Undo repost" : "Repost"}
          </MenuItem>
        )}
        {mayBeQuoted(post) && (
          <MenuItem
            icon={<Quote size={19} />}
            onChoose={() => {
              if (gate()) openQuote(post);
            }}
          >
            Quote
          </MenuItem>
        )}
      </MenuItems>
    </Menu>
  );
}

/** What can be done with a crud, always in the same places. */
export function PostActions({ post, large = false }: { post: Post; large?: boolean }) {
  const toggle = useToggle(post);
  const gate = useGate();
  const { viewer, counts } = post;
  const signedIn = useSession() === "signed-in";
  const closed = signedIn && !viewer.can_reply;
  return (
    <div
      className={cx(
        "-mx-2.5 grid grid-cols-[repeat(4,1fr)_auto] justify-items-start",
        large ? "py-0.5" : "mt-1 -mb-1.5",
      )}
    >
      <Action
        label={closed ? "Replies are limited" : "Reply"}
        icon={<Reply size={19} strokeWidth={1.9} aria-hidden="true" />}
        count={counts.replies}
        disabled={closed}
        onPress={() => {
          if (gate()) openReply(post);
        }}
      />
      <RepostMenu post={post} />
      <Action
        label="Like"
        icon={
          <Heart
            size={18}
            strokeWidth={1.9}
            aria-hidden="true"
            className={cx(
              "transition-transform duration-150",
              viewer.liked && "scale-110 fill-current",
            )}
          />
        }
        count={counts.likes}
        pressed={viewer.liked}
        onPress={() => toggle("like")}
      />
      <Action
        label="Bookmark"
        icon={
          <Bookmark
            size={18}
            strokeWidth={1.9}
            aria-hidden="true"
            className={viewer.bookmarked ? "fill-current" : undefined}
          />
        }
        pressed={viewer.bookmarked}
        onPress={() => toggle("bookmark")}
      />
      <Menu label="More" className={look} button={<Ellipsis size={19} aria-hidden="true" />}>
        <Suspense fallback={<div className="h-33" />}>
          <PostMenu post={post} />
        </Suspense>
      </Menu>
    </div>
  );
}
