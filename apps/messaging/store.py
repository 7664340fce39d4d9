"""What the web process reads from and writes to the table of conversations.

No scans, no filters; strongly consistent reads, but for the inbox's index, which has none.
Everything raises Unavailable (503) where DynamoDB throttles or does not answer.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import TypeVar

from pynamodb.exceptions import PynamoDBException

from apps.core.errors import Unavailable
from apps.messaging import table
from apps.messaging.dynamo import talking
from apps.messaging.items import (
    Item,
    MemberItem,
    MessageItem,
    RosterItem,
)
from apps.messaging.records import Message

SomeItem = TypeVar("SomeItem", bound=Item)

logger = logging.getLogger(__name__)

# How long a client_id is remembered: longer than any client goes on trying.
MARKER_LIFE = timedelta(days=8)


def roster_items(conversation_id: str) -> list[RosterItem]:
    """The members' items and META, which is the last one; none where it is not. One query."""
    with talking():
        items = list(
            RosterItem.query(
                table.conversation_pk(conversation_id),
                RosterItem.sk.between(table.MEMBER_PREFIX, table.META_SK),
                consistent_read=True,
            )
        )
    return items if items and items[-1].sk == table.META_SK else []


def member_ids(conversation_id: str) -> list[str]:
    """The members of a conversation. One read of one item."""
    meta = _get(RosterItem, conversation_id, table.META_SK)
    return sorted(meta.members) if meta else []


def member(*, conversation_id: str, user: str) -> MemberItem | None:
    return _get(MemberItem, conversation_id, table.member_sk(user))


def is_member(*, conversation_id: str, user: str) -> bool:
    return member(conversation_id=conversation_id, user=user) is not None


def message(*, conversation_id: str, message_id: str) -> Message | None:
    item = _get(MessageItem, conversation_id, table.message_sk(message_id))
    return item.message() if item else None


def messages(
    *,
    conversation_id: str,
    before: str | None = None,
    up_to: str | None = None,
    since: str = "",
    limit: int,
) -> list[Message]:
    """Up to `limit` messages whose time is not over, newest first.

    From just before `before`, or down from `up_to`, and no further than `since`. One query, more
    only where some of what it brings is over.
    """
    if (before or up_to or table.MESSAGES_END) <= since:
        return []
    high = table.message_sk(up_to) if up_to else table.MESSAGES_END
    return _read_messages(
        conversation_id, (table.message_sk(since), high), before, newest_first=True, limit=limit
    )


def messages_after(
    *, conversation_id: str, after: str, since: str = "", limit: int
) -> list[Message]:
    """The same, oldest first, from just after `after`, or from `since` where that is later."""
    between = (table.message_sk(max(after, since)), table.MESSAGES_END)
    beside = after if after >= since else None
    return _read_messages(conversation_id, between, beside, newest_first=False, limit=limit)


def _read_messages(
    conversation_id: str,
    between: tuple[str, str],
    start_beside: str | None,
    *,
    newest_first: bool,
    limit: int,
) -> list[Message]:
    pk = table.conversation_pk(conversation_id)
    beside = {table.PK: {"S": pk}, table.SK: {"S": table.message_sk(start_beside or "")}}
    with talking():
        items = MessageItem.query(
            pk,
            MessageItem.sk.between(*between),
            consistent_read=True,
            scan_index_forward=not newest_first,
            last_evaluated_key=beside if start_beside else None,
            page_size=limit,
        )
        lasting = (message for message in _messages(items) if not message.is_over)
        return list(islice(lasting, limit))


def _messages(items: Iterable[MessageItem]) -> Iterator[Message]:
    return (item.message() for item in items)


def newest_messages(conversation_id: str, *, down_to: str, at_most: int) -> Iterator[Message]:
    """Messages, newest first, down to and with `down_to`; read in pages as they are used."""
    with talking():
        items = MessageItem.query(
            table.conversation_pk(conversation_id),
            MessageItem.sk.between(table.message_sk(down_to), table.MESSAGES_END),
            consistent_read=True,
            scan_index_forward=False,
            page_size=table.UNREAD_CAP,
            limit=at_most,
        )
        yield from (item.message() for item in items)


def all_messages(conversation_id: str, *, since: str = "") -> Iterator[Message]:
    """Everything that has been said from `since` on, oldest first; read in pages as it is used.

    Also what is over and still there.
    """
    with talking():
        items = MessageItem.query(
            table.conversation_pk(conversation_id),
            MessageItem.sk.between(table.message_sk(since), table.MESSAGES_END),
            consistent_read=True,
        )
        yield from _messages(items)


def messages_by_id(keys: Iterable[tuple[str, str]]) -> dict[str, Message]:
    """Up to 100 messages, by id, from (conversation, message) ids. One batch."""
    pairs = [(table.conversation_pk(one), table.message_sk(other)) for one, other in keys]
    with talking():
        items = MessageItem.batch_get(pairs, consistent_read=True)
        return {message.id: message for message in (item.message() for item in items)}


def answers() -> bool:
    """Whether the table can be read. One read of an item that is not there."""
    try:
        _get(RosterItem, "none", table.META_SK)
    except (PynamoDBException, Unavailable) as error:
        logger.warning("the table does not answer", extra={"reason": repr(error)})
        return False
    return True


def _get(kind: type[SomeItem], conversation_id: str, sk: str) -> SomeItem | None:
    try:
        with talking():
            return kind.get(table.conversation_pk(conversation_id), sk, consistent_read=True)
    except kind.DoesNotExist:
        return None
