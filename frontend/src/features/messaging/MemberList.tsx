import { Ellipsis, Shield, ShieldOff, UserRound, UserRoundPlus, UserRoundX } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { useMe } from "@/api/me";
import type { Conversation, Member } from "@/api/types";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { Menu, MenuItem, MenuItems, MenuLink, MenuRule } from "@/ui/Menu";
import { isLastOwner, removedKey, rightsIn, useManaging, useRemoved } from "./members";
import { isMe } from "./people";
import { MOST_PEOPLE } from "./picking";

const AddPeopleDialog = lazy(async () => ({
  default: (await import("./AddPeopleDialog")).AddPeopleDialog,
}));

interface MemberProps {
  conversation: Conversation;
  member: Member;
}

/** What an owner does with somebody in the group, also with themselves. */
function MemberMenu({ conversation, member }: MemberProps) {
  const { giveRole, remove } = useManaging(conversation.id);
  const { handle, role } = member;
  const mine = isMe(member, useMe());
  const owner = role === "owner";
  if (handle === null || (mine && isLastOwner(conversation, member))) return null;
  return (
    <Menu
      label={mine ? "More about you" : `More about @${handle}`}
      className="-mr-2 grid size-11 shrink-0 place-items-center rounded-full text-muted hover:bg-sunken hover:text-ink"
      button={<Ellipsis size={19} aria-hidden="true" />}
    >
      <MenuItems>
        {!mine && (
          <MenuLink to={`/@${handle}`} icon={<UserRound size={19} />}>
            Profile
          </MenuLink>
        )}
        <MenuItem
          icon={owner ? <ShieldOff size={19} /> : <Shield size={19} />}
          onChoose={() => giveRole(member, owner ? "member" : "owner")}
        >
          {mine ? "Stop being an owner" : owner ? "Make a member" : "Make an owner"}
        </MenuItem>
        {!mine && (
          <>
            <MenuRule />
            <MenuItem icon={<UserRoundX size={19} />} danger onChoose={() => remove(member)}>
              Remove from the group
            </MenuItem>
          </>
        )}
      </MenuItems>
    </Menu>
  );
}

function MemberRow({ conversation, member }: MemberProps) {
  const { handle, display_name: name } = member;
  const mine = isMe(member, useMe());
  const words = (
    <>
      <Avatar person={member} size={40} />
      <span className="min-w-0 leading-tight">
        <span className="block truncate font-bold">
          {name}
          {mine && <span className="font-normal text-muted"> (you)</span>}
        </span>
        {handle !== null && <span className="block truncate text-muted">@{handle}</span>}
      </span>
    </>
  );
  return (
    <li className="flex min-h-14 items-center gap-2 px-4">
      {handle === null ? (
        <span className="flex min-w-0 flex-1 items-center gap-3">{words}</span>
      ) : (
        <Link
          to={`/@${handle}`}
          data-person={handle}
          className="flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-md"
        >
          {words}
        </Link>
      )}
      {member.role === "owner" && <span className="text-13 text-muted">Owner</span>}
      {rightsIn(conversation).manage && <MemberMenu conversation={conversation} member={member} />}
    </li>
  );
}

const inOrder = (members: readonly Member[]): Member[] =>
  [...members].sort(
    (a, b) =>
      Number(b.role === "owner") - Number(a.role === "owner") ||
      a.display_name.localeCompare(b.display_name),
  );

/** Who is in a group. */
export function MemberList({ conversation }: { conversation: Conversation }) {
  const [adding, setAdding] = useState(false);
  const away = useRemoved();
  const { id, members } = conversation;
  const shown = members.filter((one) => !away.has(removedKey(id, one.handle)));
  const full = members.length >= MOST_PEOPLE;
  return (
    <section aria-labelledby="members-label" className="border-b border-line py-4">
      <div className="flex min-h-11 items-center justify-between gap-2 px-4">
        <h2 id="members-label" className="tabular text-17 font-bold">
          {shown.length === 1 ? "1 person" : `${shown.length} people`}
        </h2>
        {rightsIn(conversation).manage && !full && (
          <Button look="quiet" className="-mr-3 px-3!" onClick={() => setAdding(true)}>
            <UserRoundPlus size={18} aria-hidden="true" /> Add people
          </Button>
        )}
      </div>
      {full && <p className="px-4 text-muted">A conversation has up to {MOST_PEOPLE} people.</p>}
      <ul aria-labelledby="members-label" className="mt-1">
        {inOrder(shown).map((member, index) => (
          <MemberRow key={member.handle ?? index} conversation={conversation} member={member} />
        ))}
      </ul>
      <Suspense fallback={null}>
        {adding && <AddPeopleDialog conversation={conversation} onClose={() => setAdding(false)} />}
      </Suspense>
    </section>
  );
}
