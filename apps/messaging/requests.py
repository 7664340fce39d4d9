"""Conversations that wait to be accepted, and how a person keeps theirs."""

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.core.errors import Conflict
from apps.messaging import store_members, table
from apps.messaging.conversations import last_and_unread, roster_for, shown
from apps.messaging.errors import no_conversation
from apps.messaging.members import Conversation, Entry, Member
from apps.messaging.selectors import check_id
from apps.messaging.telling import tell_people

if TYPE_CHECKING:
    from apps.profiles.models import User


def accept(*, person: "User", conversation_id: str, declined_too: bool = False) -> None:
    """Put a conversation that is among a person's requests into their inbox.

    Nothing happens where it is there. `declined_too`: also one that they have declined, which
    is otherwise NotFound, as for who is no member.
    """
    user = str(person.pk)
    member = _membership(conversation_id, user)
    if member.state == table.DECLINED and not declined_too:
        raise no_conversation()
    if member.state is None:
        return
    last, unread = last_and_unread(conversation_id, user, member)
    line = Entry(
        conversation_id,
        last_activity=last.id if last else conversation_id,
        last_message=last.id if last else "",
        unread=unread,
        member=replace(member, state=None),
    )
    moved = store_members.change_state(
        conversation_id=conversation_id, user=user, was=[member.state], now=None, line=line
    )
    if moved:
        _tell_own_devices(user, line)


def _membership(conversation_id: str, user: str) -> Member:
    """Also of who has declined. Raises NotFound."""
    check_id(conversation_id)
    roster = store_members.roster(conversation_id)
    if roster is None or user not in roster.members:
        raise no_conversation()
    return roster.members[user]


def decline(*, person: "User", conversation_id: str) -> None:
    """Take a request out of a person's sight; nobody is told. Declined twice is declined.

    Raises NotFound, Conflict `not_a_request` where they have accepted it.
    """
    user = str(person.pk)
    if _membership(conversation_id, user).state is None:
        raise Conflict("You have accepted this conversation already.", code="not_a_request")
    line = Entry(conversation_id, last_activity=conversation_id)
    moved = store_members.change_state(
        conversation_id=conversation_id,
        user=user,
        was=[table.REQUEST],
        now=table.DECLINED,
        line=line,
    )
    if moved:
        _tell_own_devices(user, line)


def _tell_own_devices(user: str, line: Entry) -> None:
    data = {"conversation_id": line.conversation_id, "message_id": line.last_message}
    tell_people([user], "inbox", data)


def keep(
    *,
    person: "User",
    conversation_id: str,
    muted: bool | None = None,
    marked_unread: bool | None = None,
) -> Conversation:
    """Mute a conversation or mark it as unread, or not any more; None changes nothing.

    It is theirs alone: nobody is told. Raises NotFound.
    """
    roster = roster_for(person, conversation_id)
    user = str(person.pk)
    if not store_members.keep_as(
        conversation_id=conversation_id, user=user, muted=muted, marked=marked_unread
    ):
        raise no_conversation()
    member = roster.members[user]
    kept = replace(
        member,
        muted=member.muted if muted is None else muted,
        marked=member.marked if marked_unread is None else marked_unread,
    )
    return shown(person, roster.with_member(user, kept))
