"""How far people have read, who is typing, and who is told."""

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.messaging import facts as memory
from apps.messaging import store, store_members, table
from apps.messaging.conversations import receipt_hearers, roster_for, shown
from apps.messaging.distance import may_talk
from apps.messaging.errors import message_not_found, no_conversation
from apps.messaging.members import Conversation, Roster
from apps.messaging.selectors import check_id
from apps.messaging.telling import tell_people

if TYPE_CHECKING:
    from apps.profiles.models import User


def mark_read(*, reader: "User", conversation_id: str, message_id: str) -> Conversation:
    """Move the reader's position forward to a message, never back. The conversation as it is then.

    It is no longer marked as unread. Raises NotFound to who is no member, and for a message that
    is not in the conversation, or not theirs to read.
    """
    roster = roster_for(reader, conversation_id)
    user = str(reader.pk)
    member = roster.members[user]
    _check_message(conversation_id, message_id, since=member.since)
    moved = message_id > member.read_to and store_members.move_read_position(
        conversation_id=conversation_id, user=user, message_id=message_id
    )
    if moved:
        roster = roster.with_member(user, replace(member, read_to=message_id, marked=False))
    else:
        roster = _unmarked(reader, roster)
    conversation = shown(reader, roster)
    if moved:
        _tell_read(reader, conversation, message_id)
    return conversation


def _check_message(conversation_id: str, message_id: str, *, since: str) -> None:
    """Raises NotFound. Also what is over may have been read."""
    if not table.is_ulid(message_id) or message_id < since:
        raise message_not_found()
    if store.message(conversation_id=conversation_id, message_id=message_id) is None:
        raise message_not_found()


def _unmarked(reader: "User", roster: Roster) -> Roster:
    """The conversation for who had read as far before, and may have marked it as unread."""
    user = str(reader.pk)
    if roster.members[user].marked:
        store_members.keep_as(conversation_id=roster.id, user=user, marked=False)
        return roster.with_member(user, replace(roster.members[user], marked=False))
    return roster


def _tell_read(reader: "User", conversation: Conversation, message_id: str) -> None:
    data = {
        "conversation_id": conversation.id,
        "handle": str(reader.handle),
        "message_id": message_id,
    }
    hearers = receipt_hearers(reader=reader, conversation=conversation)
    tell_people([str(id) for id in hearers], "read", data)


def typing(*, person: "User", conversation_id: str) -> None:
    """Tell the others who have accepted that somebody is typing.

    Nobody is told of who has not accepted, nor where the two of a direct conversation cannot
    talk. Raises NotFound. One call of DynamoDB while the facts of the conversation are known.
    """
    check_id(conversation_id)
    user = str(person.pk)
    member = store.member(conversation_id=conversation_id, user=user)
    if member is None or member.state == table.DECLINED:
        raise no_conversation()
    facts = memory.known(conversation_id)
    if facts.version != int(member.version):
        facts = memory.read(conversation_id)
    if member.state is None and may_talk(person=person, facts=facts):
        others = set(memory.hearers(facts)) - {user}
        data = {"conversation_id": conversation_id, "handle": str(person.handle)}
        tell_people(others, "typing", data)
