"""Reading conversations as their members see them: one, and the inbox.

People are read from PostgreSQL, in one query a page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from apps.core.pagination import Page, cut_page, decode_cursor, invalid_cursor
from apps.core.rendering import timestamp
from apps.messaging import selectors, store, table
from apps.messaging.records import Conversation, Entry, Message
from apps.profiles.selectors import author_card, people_by_id

if TYPE_CHECKING:
    from apps.profiles.models import User


def inbox(*, viewer: "User", cursor: str | None, limit: int) -> Page[Conversation]:
    """The viewer's conversations by last activity, newest first.

    Three calls of DynamoDB and one query, whatever the number.
    """
    entries = store.inbox(user=str(viewer.pk), after=_inbox_position(cursor), limit=limit + 1)
    page = cut_page(
        entries, limit=limit, position=lambda entry: (entry.last_activity, entry.conversation_id)
    )
    return Page(_conversations(viewer, page.items), page.next)


def _inbox_position(cursor: str | None) -> tuple[str, str] | None:
    if cursor is None:
        return None
    match decode_cursor(cursor):
        case [str(activity), str(conversation_id)] if _are_ulids(activity, conversation_id):
            return activity, conversation_id
    raise invalid_cursor()


def _are_ulids(*texts: str) -> bool:
    return all(table.is_ulid(text) for text in texts)


def _conversations(viewer: "User", entries: Sequence[Entry]) -> list[Conversation]:
    if not entries:
        return []
    rosters = store.kinds_and_members(entry.conversation_id for entry in entries)
    lasts = store.messages_by_id(
        (entry.conversation_id, entry.last_message) for entry in entries if entry.last_message
    )
    conversations = []
    for entry in entries:
        kind, members = rosters.get(entry.conversation_id, ("direct", set()))
        # The entry of a former member may be there a moment longer than the membership.
        if str(viewer.pk) in members:
            conversation = Conversation(
                id=entry.conversation_id,
                kind=kind,
                member_ids=_ids(members),
                last_message=lasts.get(entry.last_message),
                unread=entry.unread,
                last_activity=entry.last_activity,
            )
            conversations.append(conversation)
    return _with_people(conversations)


def conversation(*, viewer: "User", conversation_id: str) -> Conversation:
    """One conversation, as its own items tell it now, not as the inbox has it.

    Raises NotFound. Two calls of DynamoDB and one query.
    """
    selectors.check_id(conversation_id)
    user = str(viewer.pk)
    roster = store.roster(conversation_id)
    if roster is None or user not in roster.read_to:
        raise selectors.no_conversation()
    read_to = roster.read_to[user]
    last, unread = _last_and_unread(conversation_id, user, read_to)
    found = Conversation(
        id=conversation_id,
        kind=roster.kind,
        member_ids=_ids(roster.read_to),
        last_message=last,
        unread=unread,
        last_activity=last.id if last else conversation_id,
    )
    return _with_people([found])[0]


def _last_and_unread(conversation_id: str, user: str, read_to: str) -> tuple[Message | None, int]:
    messages = store.newest_messages(conversation_id, down_to=read_to, at_most=table.LOOK_BACK)
    last = next(messages, None)
    if last is None:
        return None, 0
    newest_first = _senders(last, messages)
    return last, table.count_unread(newest_first, {user: read_to})[user]


def _senders(last: Message, others: Iterable[Message]) -> Iterable[tuple[str, str]]:
    yield last.id, str(last.sender_id)
    for message in others:
        yield message.id, str(message.sender_id)


def _ids(subs: Iterable[str]) -> tuple[UUID, ...]:
    return tuple(UUID(sub) for sub in sorted(subs))


def _with_people(conversations: Sequence[Conversation]) -> list[Conversation]:
    """`conversations` with the people in them. One query."""
    people = people_by_id({id for one in conversations for id in one.member_ids})
    return [
        replace(
            one,
            members=_members(one, people),
            last_message=one.last_message
            and replace(one.last_message, sender=people.get(one.last_message.sender_id)),
        )
        for one in conversations
    ]


def _members(one: Conversation, people: "dict[UUID, User]") -> "tuple[User | None, ...]":
    members = tuple(people.get(id) for id in one.member_ids)
    return (*members, None) if one.kind == "direct" and len(members) == 1 else members


def conversation_card(conversation: Conversation) -> dict[str, Any]:
    """The JSON of a conversation (shape: serializers.ConversationSerializer)."""
    last = conversation.last_message
    return {
        "id": conversation.id,
        "kind": conversation.kind,
        "members": [author_card(member) for member in conversation.members],
        "last_message": selectors.message_card(last) if last else None,
        "unread": conversation.unread,
        "created_at": timestamp(conversation.created_at),
        "last_activity_at": timestamp(conversation.last_activity_at),
    }
