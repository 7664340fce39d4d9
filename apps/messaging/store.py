"""What the web process reads from and writes to the table of conversations.

No scans, no filters; strongly consistent reads, but for the inbox's index, which has none.
Everything raises Unavailable (503) where DynamoDB throttles or does not answer.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TypeVar, cast

from pynamodb.exceptions import PynamoDBException, TransactWriteError, UpdateError
from pynamodb.transactions import TransactWrite

from apps.core.errors import Conflict, NotFound, Unavailable
from apps.messaging import table
from apps.messaging.dynamo import CONDITION_FAILED, existing, failed, retrying, talking
from apps.messaging.ids import new_ulid
from apps.messaging.items import (
    ClaimItem,
    InboxEntry,
    Item,
    MemberItem,
    MessageItem,
    RosterItem,
    SentItem,
)
from apps.messaging.records import Entry, Kind, Message, Roster

SomeItem = TypeVar("SomeItem", bound=Item)

logger = logging.getLogger(__name__)

# How long a client_id is remembered: longer than any client goes on trying.
MARKER_LIFE = timedelta(days=8)


class Taken(Exception):
    """The pair, or the client_id, has this conversation already."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(conversation_id)
        self.conversation_id = conversation_id


# Writing


def create_conversation(
    *, kind: Kind, creator: str, members: Sequence[str], client_id: str | None
) -> str:
    """Make a conversation and put it in its creator's inbox; the Lambda sees to the others'.

    Its id. Raises Taken where the two have theirs already (direct), or where the creator has
    used this `client_id` before (group).
    """
    conversation_id = new_ulid()
    claim = _claim(conversation_id, kind, creator, members, client_id)

    def write() -> None:
        with TransactWrite(connection=Item.connection()) as transaction:
            if claim is not None:
                transaction.save(claim, ClaimItem.pk.does_not_exist(), return_values="ALL_OLD")
            for item in _founding_items(conversation_id, kind, creator, members):
                transaction.save(item)

    try:
        retrying(write)
    except TransactWriteError as error:
        taken = existing(error, 0, "conversation_id")
        if taken is None:
            raise
        raise Taken(taken) from error
    return conversation_id


def _claim(
    conversation_id: str, kind: Kind, creator: str, members: Sequence[str], client_id: str | None
) -> ClaimItem | None:
    if kind == "direct":
        pk = table.direct_pk(*members)
        return ClaimItem(pk=pk, sk=table.DIRECT_SK, conversation_id=conversation_id)
    if client_id is None:
        return None
    return ClaimItem(
        pk=table.user_pk(creator),
        sk=table.start_sk(client_id),
        conversation_id=conversation_id,
        expires_at=MARKER_LIFE,
    )


def _founding_items(
    conversation_id: str, kind: Kind, creator: str, members: Sequence[str]
) -> Iterator[Item]:
    pk = table.conversation_pk(conversation_id)
    yield RosterItem(pk=pk, sk=table.META_SK, kind=kind, creator=creator, members=set(members))
    for member in members:
        yield MemberItem(pk=pk, sk=table.member_sk(member))
    yield InboxEntry(
        pk=table.user_pk(creator),
        sk=table.inbox_sk(conversation_id),
        inbox_user=creator,
        last_activity=conversation_id,
    )


def add_message(
    *, conversation_id: str, sender: str, text: str, client_id: str
) -> tuple[str, bool]:
    """Write a message, once for each `client_id` of a sender in a conversation.

    Its id, or that of the first one, and whether it was written now. Raises NotFound where
    the sender is no member, Conflict `person_gone` where nobody else is in it any more.
    """
    message_id = new_ulid()
    pk = table.conversation_pk(conversation_id)
    sent = SentItem(
        pk=table.user_pk(sender),
        sk=table.sent_sk(conversation_id, client_id),
        message_id=message_id,
        expires_at=MARKER_LIFE,
    )
    message = MessageItem(
        pk=pk, sk=table.message_sk(message_id), sender=sender, text=text, client_id=client_id
    )

    def write() -> None:
        with TransactWrite(connection=Item.connection()) as transaction:
            together = MemberItem.pk.exists() & MemberItem.alone.does_not_exist()
            transaction.condition_check(MemberItem, pk, table.member_sk(sender), together)
            transaction.save(sent, SentItem.pk.does_not_exist(), return_values="ALL_OLD")
            transaction.save(message, MessageItem.pk.does_not_exist())

    try:
        retrying(write)
    except TransactWriteError as error:
        first = _first_message_id(error, conversation_id, sender)
        # A retry inside botocore may meet the marker that its own first try has left.
        return first, first == message_id
    return message_id, True


def _first_message_id(error: TransactWriteError, conversation_id: str, sender: str) -> str:
    """The message that an earlier send made. Raises why there is none, or `error` if unknown."""
    first = existing(error, 1, "message_id")
    if first is not None:
        return first
    if not failed(error, 0):
        raise error
    if is_member(conversation_id=conversation_id, user=sender):
        raise Conflict(
            "This person is not here any more. Nothing can be sent to them.", code="person_gone"
        ) from error
    raise NotFound("This conversation is not here.", code="conversation_not_found") from error


def move_read_position(*, conversation_id: str, user: str, message_id: str) -> None:
    """Move a member's read position forward. Nothing happens to who is ahead, or no member."""
    item = MemberItem(pk=table.conversation_pk(conversation_id), sk=table.member_sk(user))
    further = MemberItem.pk.exists() & (MemberItem.read_to < message_id)
    try:
        retrying(lambda: item.update([MemberItem.read_to.set(message_id)], further))
    except UpdateError as error:
        if error.cause_response_code not in CONDITION_FAILED:
            raise


# Reading


def roster(conversation_id: str) -> Roster | None:
    """Kind and members of a conversation; None where there is none. One query."""
    with talking():
        items = list(
            RosterItem.query(
                table.conversation_pk(conversation_id),
                RosterItem.sk.between(table.MEMBER_PREFIX, table.META_SK),
                consistent_read=True,
            )
        )
    if not items or items[-1].sk != table.META_SK:
        return None
    *members, meta = items
    read_to = {item.sk.removeprefix(table.MEMBER_PREFIX): item.read_to or "" for item in members}
    return Roster(cast(Kind, meta.kind), read_to)


def member_ids(conversation_id: str) -> list[str]:
    """The members of a conversation. One read of one item."""
    meta = _get(RosterItem, conversation_id, table.META_SK)
    return sorted(meta.members) if meta else []


def is_member(*, conversation_id: str, user: str) -> bool:
    return _get(MemberItem, conversation_id, table.member_sk(user)) is not None


def message(*, conversation_id: str, message_id: str) -> Message | None:
    item = _get(MessageItem, conversation_id, table.message_sk(message_id))
    return item.message() if item else None


def messages(*, conversation_id: str, before: str | None, limit: int) -> list[Message]:
    """Up to `limit` messages, newest first, from just before the message `before`."""
    pk = table.conversation_pk(conversation_id)
    start = {table.PK: {"S": pk}, table.SK: {"S": table.message_sk(before)}} if before else None
    with talking():
        items = MessageItem.query(
            pk,
            MessageItem.sk.startswith(table.MESSAGE_PREFIX),
            consistent_read=True,
            scan_index_forward=False,
            last_evaluated_key=start,
            limit=limit,
        )
        return [item.message() for item in items]


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


def inbox(*, user: str, after: tuple[str, str] | None, limit: int) -> list[Entry]:
    """Up to `limit` lines of an inbox by last activity, newest first.

    `after` is the last activity and conversation id of the line before. One query of the index.
    """
    with talking():
        items = InboxEntry.by_activity.query(
            user,
            scan_index_forward=False,
            last_evaluated_key=_inbox_key(user, *after) if after else None,
            limit=limit,
        )
        return [
            Entry(
                conversation_id=item.sk.removeprefix(table.CONVERSATION_PREFIX),
                last_activity=item.last_activity,
                last_message=item.last_message,
                unread=int(item.unread),
            )
            for item in items
        ]


def _inbox_key(user: str, last_activity: str, conversation_id: str) -> dict[str, dict[str, str]]:
    return {
        table.PK: {"S": table.user_pk(user)},
        table.SK: {"S": table.inbox_sk(conversation_id)},
        table.INBOX_USER: {"S": user},
        table.LAST_ACTIVITY: {"S": last_activity},
    }


def kinds_and_members(conversation_ids: Iterable[str]) -> dict[str, tuple[Kind, set[str]]]:
    """Kind and members of up to 100 conversations, by id. One batch."""
    keys = [(table.conversation_pk(id), table.META_SK) for id in conversation_ids]
    with talking():
        return {
            item.pk.removeprefix(table.CONVERSATION_PREFIX): (cast(Kind, item.kind), item.members)
            for item in RosterItem.batch_get(keys, consistent_read=True)
        }


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
