"""A person's conversations in whole, for them to take away."""

from collections.abc import Iterator
from uuid import UUID

from apps.messaging import store, table
from apps.messaging.dynamo import talking
from apps.messaging.items import Item, MessageItem
from apps.messaging.records import Message, Roster


def conversation_ids(*, user_id: UUID) -> list[str]:
    """The ids of all of a person's conversations, oldest first. One call for each 1 MB of inbox."""
    with talking():
        entries = Item.query(
            table.user_pk(str(user_id)),
            Item.sk.startswith(table.CONVERSATION_PREFIX),
            consistent_read=True,
        )
        return [entry.sk.removeprefix(table.CONVERSATION_PREFIX) for entry in entries]


def roster_for(*, user_id: UUID, conversation_id: str) -> Roster | None:
    """Who is in a conversation; None where the person is not. One call."""
    roster = store.roster(conversation_id)
    return roster if roster and str(user_id) in roster.read_to else None


def all_messages(*, conversation_id: str) -> Iterator[Message]:
    """Everything said in a conversation, oldest first; read in pages as it is used.

    Asks nobody whether they are in it: `roster_for` tells.
    """
    with talking():
        items = MessageItem.query(
            table.conversation_pk(conversation_id),
            MessageItem.sk.startswith(table.MESSAGE_PREFIX),
            consistent_read=True,
        )
        yield from (item.message() for item in items)
