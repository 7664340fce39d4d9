"""Messages written to the table of conversations, by the facts that are known of them.

Each write is one transaction, which fails as Stale where the facts are not those of the table.
All raise Unavailable (503) where DynamoDB throttles or does not answer.
"""

from collections.abc import Sequence
from datetime import datetime

from pynamodb.exceptions import DeleteError, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from apps.messaging import table
from apps.messaging.dynamo import CONDITION_FAILED, existing, failed, retrying, talking
from apps.messaging.facts import Facts
from apps.messaging.items import Item, MemberItem, MessageItem, SentItem
from apps.messaging.records import Message
from apps.messaging.store import MARKER_LIFE


class Stale(Exception):
    """The conversation, or the membership, is not what the facts say."""


def add_message(facts: Facts, message: Message) -> str:
    """Write a message, once for each `client_id` of a sender in a conversation.

    The id of what is there now: its own, or that of the first one. Raises Stale.
    """
    sender = str(message.sender_id)
    sent = SentItem(
        pk=table.user_pk(sender),
        sk=table.sent_sk(message.conversation_id, message.client_id),
        message_id=message.id,
        expires_at=MARKER_LIFE,
    )
    item = _item(message)

    def write() -> None:
        with TransactWrite(connection=Item.connection()) as transaction:
            _check_member(transaction, facts, sender)
            transaction.save(sent, SentItem.pk.does_not_exist(), return_values="ALL_OLD")
            transaction.save(item, MessageItem.pk.does_not_exist())

    try:
        retrying(write)
    except TransactWriteError as error:
        if failed(error, 0):
            raise Stale from error
        first = existing(error, 1, "message_id")
        if first is None:
            raise
        # A retry inside botocore may meet the marker that its own first try has left.
        return first
    return message.id


def _item(message: Message) -> MessageItem:
    return MessageItem(
        pk=table.conversation_pk(message.conversation_id),
        sk=table.message_sk(message.id),
        sender=str(message.sender_id),
        text=message.text,
        client_id=message.client_id,
        media=[str(id) for id in message.media_ids] or None,
        post=str(message.post_id) if message.post_id is not None else None,
        reply_to=message.reply_to,
        expires_at=message.expires_at,
    )


def sent_message_id(*, conversation_id: str, sender: str, client_id: str) -> str | None:
    """The message that a `client_id` was used up for, if it was. One read of one item."""
    pk, sk = table.user_pk(sender), table.sent_sk(conversation_id, client_id)
    try:
        with talking():
            return SentItem.get(pk, sk, consistent_read=True).message_id
    except SentItem.DoesNotExist:
        return None


def change_message(
    facts: Facts, *, user: str, message_id: str, actions: Sequence[Action], where: Condition
) -> bool:
    """Change a message that is there, as a member; whether `where` was so. Raises Stale."""
    item = MessageItem(
        pk=table.conversation_pk(facts.conversation_id), sk=table.message_sk(message_id)
    )

    def write() -> None:
        with TransactWrite(connection=Item.connection()) as transaction:
            _check_member(transaction, facts, user)
            transaction.update(item, list(actions), MessageItem.pk.exists() & where)

    try:
        retrying(write)
    except TransactWriteError as error:
        if failed(error, 0):
            raise Stale from error
        if not failed(error, 1):
            raise
        return False
    return True


def _check_member(transaction: TransactWrite, facts: Facts, user: str) -> None:
    pk, sk = table.conversation_pk(facts.conversation_id), table.member_sk(user)
    versioned = MemberItem.version == facts.version
    same = versioned if facts.version else MemberItem.version.does_not_exist()
    in_it = MemberItem.pk.exists() & MemberItem.state.does_not_exist()
    transaction.condition_check(MemberItem, pk, sk, in_it & same)


def delete_if_over(*, conversation_id: str, message_id: str, now: datetime) -> bool:
    """Delete a message whose time is over at `now`; whether it is gone."""
    item = MessageItem(pk=table.conversation_pk(conversation_id), sk=table.message_sk(message_id))
    over = MessageItem.expires_at <= now
    try:
        retrying(lambda: item.delete(MessageItem.pk.does_not_exist() | over))
    except DeleteError as error:
        if error.cause_response_code not in CONDITION_FAILED:
            raise
        return False
    return True
