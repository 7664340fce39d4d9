import {
  Ban,
  Bell,
  BellOff,
  Check,
  Ellipsis,
  Info,
  LogOut,
  Mail,
  MailOpen,
  Trash2,
} from "lucide-react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useMe } from "@/api/me";
import type { Conversation } from "@/api/types";
import { Menu, MenuItem, MenuItems, MenuLink, MenuRule } from "@/ui/Menu";
import { useKeeping } from "./keeping";
import { LeaveDialog } from "./LeaveDialog";
import { isMe, titleOf } from "./people";
import { useAnswering } from "./requests";

interface ItemsProps {
  conversation: Conversation;
  onLeave: () => void;
}

function KeepItems({ conversation, onLeave }: ItemsProps) {
  const { id, kind, muted, unread, marked_unread: marked } = conversation;
  const { mute, markRead, markUnread } = useKeeping();
  return (
    <MenuItems>
      {unread > 0 || marked ? (
        <MenuItem icon={<MailOpen size={19} />} onChoose={() => markRead(conversation)}>
          Mark as read
        </MenuItem>
      ) : (
        <MenuItem icon={<Mail size={19} />} onChoose={() => markUnread(conversation)}>
          Mark as unread
        </MenuItem>
      )}
      <MenuItem
        icon={muted ? <Bell size={19} /> : <BellOff size={19} />}
        onChoose={() => mute(conversation, !muted)}
      >
        {muted ? "Unmute" : "Mute"}
      </MenuItem>
      <MenuLink to={`/messages/${id}/details`} icon={<Info size={19} />}>
        Details
      </MenuLink>
      {kind === "group" && (
        <>
          <MenuRule />
          <MenuItem icon={<LogOut size={19} />} danger onChoose={onLeave}>
            Leave the group
          </MenuItem>
        </>
      )}
    </MenuItems>
  );
}

/** Who has written to the reader: the other one of two, or nobody in particular. */
const writer = ({ kind, members }: Conversation, me: ReturnType<typeof useMe>): string | null =>
  kind === "direct" ? (members.find((one) => !isMe(one, me))?.handle ?? null) : null;

function RequestItems({ conversation }: { conversation: Conversation }) {
  const { accept, decline, block } = useAnswering();
  const handle = writer(conversation, useMe());
  return (
    <MenuItems>
      <MenuItem icon={<Check size={19} />} onChoose={() => accept(conversation)}>
        Accept
      </MenuItem>
      <MenuItem icon={<Trash2 size={19} />} onChoose={() => decline(conversation)}>
        Delete
      </MenuItem>
      {handle !== null && (
        <MenuItem icon={<Ban size={19} />} danger onChoose={() => block(conversation, handle)}>
          Block @{handle}
        </MenuItem>
      )}
    </MenuItems>
  );
}

interface ConversationMenuProps {
  conversation: Conversation;
  className: string;
}

/** What one does with a conversation as a whole. */
export function ConversationMenu({ conversation, className }: ConversationMenuProps) {
  const [leaving, setLeaving] = useState(false);
  const open = useParams().id === conversation.id;
  const navigate = useNavigate();
  const name = titleOf(conversation, useMe());
  return (
    <>
      <Menu
        label={`More about ${name}`}
        className={className}
        button={<Ellipsis size={19} aria-hidden="true" />}
      >
        {conversation.state === "request" ? (
          <RequestItems conversation={conversation} />
        ) : (
          <KeepItems conversation={conversation} onLeave={() => setLeaving(true)} />
        )}
      </Menu>
      {leaving && (
        <LeaveDialog
          conversation={conversation}
          onClose={() => setLeaving(false)}
          onLeft={() => {
            if (open) void navigate("/messages", { replace: true });
          }}
        />
      )}
    </>
  );
}
