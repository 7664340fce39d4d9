import { useQueryClient } from "@tanstack/react-query";
import {
  BellOff,
  BellRing,
  Eye,
  EyeOff,
  Hourglass,
  History,
  Link2,
  PenLine,
  Pin,
  PinOff,
  Send,
  Trash2,
  Users,
} from "lucide-react";
import { useGate } from "@/api/gate";
import { useMe } from "@/api/me";
import type { Post } from "@/api/types";
import { copyLink } from "@/ui/copy";
import { MenuItem, MenuItems, MenuRule } from "@/ui/Menu";
import { findPost } from "./cache";
import { setHidden, setPinned, setThreadMuted } from "./change";
import { openOverlay, sending } from "./overlay";
import { postPath } from "./paths";
import { useDeletePost } from "./remove";

/** What a crud's author, and everyone, can do beyond the row of actions. */
export function PostMenu({ post }: { post: Post }) {
  const client = useQueryClient();
  const me = useMe();
  const deletePost = useDeletePost();
  const gate = useGate();
  const { is_author: mine, thread_muted: threadMuted } = post.viewer;
  const pinned = me?.pinned_post_id === post.id;
  const parent = post.reply_to ? findPost(client, post.reply_to.id) : undefined;
  const underMine =
    !mine &&
    me?.handle !== undefined &&
    (parent?.author ?? post.reply_to?.author)?.handle === me.handle;
  return (
    <MenuItems>
      <MenuItem icon={<Link2 size={19} />} onChoose={() => void copyLink(postPath(post))}>
        Copy link
      </MenuItem>
      <MenuItem
        icon={<Send size={19} />}
        onChoose={() => {
          if (gate()) sending.set(post);
        }}
      >
        Send in a message
      </MenuItem>
      {post.edited_at !== null && (
        <MenuItem
          icon={<History size={19} />}
          onChoose={() => openOverlay({ kind: "history", post })}
        >
          Edit history
        </MenuItem>
      )}
      <MenuItem
        icon={threadMuted ? <BellRing size={19} /> : <BellOff size={19} />}
        onChoose={() => {
          if (gate()) void setThreadMuted(client, post, !threadMuted);
        }}
      >
        {threadMuted ? "Unmute this thread" : "Mute this thread"}
      </MenuItem>
      {underMine && (
        <MenuItem
          icon={post.hidden ? <Eye size={19} /> : <EyeOff size={19} />}
          onChoose={() => void setHidden(client, post, !post.hidden)}
        >
          {post.hidden ? "Show reply to everyone" : "Hide reply"}
        </MenuItem>
      )}
      {mine && (
        <>
          <MenuRule />
          <MenuItem
            icon={<PenLine size={19} />}
            onChoose={() => openOverlay({ kind: "edit", post })}
          >
            Edit
          </MenuItem>
          <MenuItem
            icon={<Hourglass size={19} />}
            onChoose={() => openOverlay({ kind: "time", post })}
          >
            Change how long it burns
          </MenuItem>
          <MenuItem
            icon={<Users size={19} />}
            onChoose={() => openOverlay({ kind: "audience", post })}
          >
            Who sees it and may reply
          </MenuItem>
          <MenuItem
            icon={pinned ? <PinOff size={19} /> : <Pin size={19} />}
            onChoose={() => void setPinned(client, post, !pinned)}
          >
            {pinned ? "Unpin from profile" : "Pin to profile"}
          </MenuItem>
          <MenuRule />
          <MenuItem icon={<Trash2 size={19} />} danger onChoose={() => deletePost(post)}>
            Delete
          </MenuItem>
        </>
      )}
    </MenuItems>
  );
}
