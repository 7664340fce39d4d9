"""A person's conversations: all of them to take away, and taking the person out of them.

Taking out may be stopped anywhere and run again: a membership goes only after the words, and
what leads to a conversation only after the membership.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pynamodb.transactions import TransactWrite

from apps.messaging import store, table
from apps.messaging.dynamo import retrying, talking
from apps.messaging.ids import made_at
from apps.messaging.items import ClaimItem, Item, MemberItem, MessageItem, RosterItem
from apps.messaging.records import Kind, Message
from apps.realtime.services import publish


def conversation_ids(*, user_id: UUID) -> list[str]:
    """The ids of all of a person's conversations, oldest first. One call for each 1 MB of inbox."""
    with talking():
        entries = Item.query(
            table.user_pk(str(user_id)),
            Item.sk.startswith(table.CONVERSATION_PREFIX),
            consistent_read=True,
        )
        return [entry.sk.removeprefix(table.CONVERSATION_PREFIX) for entry in entries]


@dataclass(frozen=True)
class OwnConversation:
    """A conversation of somebody's, with who is in it, themselves included."""

    id: str
    kind: Kind
    member_ids: tuple[UUID, ...]

    @property
    def created_at(self) -> datetime:
        return made_at(self.id)


def conversation(*, user_id: UUID, conversation_id: str) -> OwnConversation | None:
    """One of a person's conversations; None where they are not in it. One call."""
    roster = store.roster(conversation_id)
    if roster is None or str(user_id) not in roster.read_to:
        return None
    members = tuple(UUID(member) for member in sorted(roster.read_to))
    return OwnConversation(conversation_id, roster.kind, members)


def all_messages(*, conversation_id: str) -> Iterator[Message]:
    """Everything said in a conversation, oldest first; read in pages as it is used.

    Asks nobody whether they are in it: `conversation` tells.
    """
    with talking():
        items = MessageItem.query(
            table.conversation_pk(conversation_id),
            MessageItem.sk.startswith(table.MESSAGE_PREFIX),
            consistent_read=True,
        )
        yield from (item.message() for item in items)


def erase_messages(*, user_id: UUID, limit: int = 25) -> int:
    """Take a person out of some of their conversations; how many items of theirs went.

    For a person who goes: again and again until there are none. Their messages leave their
    places, without words or sender. Raises Unavailable where DynamoDB does not answer.
    """
    user = str(user_id)
    with talking():
        own = list(Item.query(table.user_pk(user), consistent_read=True, limit=limit))
        for conversation_id in sorted(_conversations(own)):
            # A client_id may lead to a conversation that has been left already.
            if store.is_member(conversation_id=conversation_id, user=user):
                _leave(conversation_id, user)
        _delete(own)
    return len(own)


def _conversations(own: Iterable[Item]) -> set[str]:
    """The conversations that a person's own items lead to."""
    return {
        item.sk.split("#")[1]
        for item in own
        if item.sk.startswith((table.CONVERSATION_PREFIX, table.SENT_PREFIX))
    }


def _leave(conversation_id: str, user: str) -> None:
    _take_words(conversation_id, user)
    meta = _meta(conversation_id)
    others = set(meta.members) - {user} if meta else set()
    if meta is None or not others:
        _delete_all(conversation_id)
        return
    _remove_member(meta, user, others)
    publish(others, "inbox", {"conversation_id": conversation_id, "message_id": ""})


def _take_words(conversation_id: str, user: str) -> None:
    messages = MessageItem.query(
        table.conversation_pk(conversation_id),
        MessageItem.sk.startswith(table.MESSAGE_PREFIX),
        consistent_read=True,
    )
    with MessageItem.batch_write() as batch:
        for message in messages:
            if message.sender == user:
                message.sender, message.text, message.client_id = table.DELETED_PERSON, "", ""
                batch.save(message)


def _meta(conversation_id: str) -> RosterItem | None:
    try:
        pk = table.conversation_pk(conversation_id)
        return RosterItem.get(pk, table.META_SK, consistent_read=True)
    except RosterItem.DoesNotExist:
        return None


def _remove_member(meta: RosterItem, user: str, others: set[str]) -> None:
    """In one transaction, which fails where the members have changed since they were read."""
    creator = table.DELETED_PERSON if meta.creator == user else meta.creator
    changes = [RosterItem.members.set(others), RosterItem.creator.set(creator)]

    def write() -> None:
        with TransactWrite(connection=Item.connection()) as transaction:
            transaction.delete(MemberItem(meta.pk, table.member_sk(user)))
            transaction.update(meta, changes, RosterItem.members == meta.members)
            if meta.kind == "direct":
                [other] = others
                transaction.delete(ClaimItem(table.direct_pk(user, other), table.DIRECT_SK))
                left = MemberItem(meta.pk, table.member_sk(other))
                transaction.update(left, [MemberItem.alone.set(True)], MemberItem.pk.exists())

    retrying(write)


def _delete_all(conversation_id: str) -> None:
    """Delete a conversation in which nobody is left.

    Its messages first: the Lambda would take some without the rest for a broken one.
    """
    pk = table.conversation_pk(conversation_id)
    messages = Item.sk.startswith(table.MESSAGE_PREFIX)
    _delete(Item.query(pk, messages, consistent_read=True))
    _delete(Item.query(pk, consistent_read=True))


def _delete(items: Iterable[Item]) -> None:
    with Item.batch_write() as batch:
        for item in items:
            batch.delete(item)
