"""The table's items as PynamoDB models. Their keys and what they are for: table.py."""

from typing import Any
from uuid import UUID

from django.conf import settings
from pynamodb.attributes import (
    BooleanAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.connection import Connection, TableConnection
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from apps.messaging import table
from apps.messaging.records import Message


class _FromSettings(type):
    """Answers `Meta.table_name` and `Meta.region` from the settings as they are when asked."""

    @property
    def table_name(cls) -> str:
        name: str = settings.MESSAGES_TABLE
        return name

    @property
    def region(cls) -> str:
        region: str = settings.AWS_REGION
        return region


class InboxIndex(GlobalSecondaryIndex["InboxEntry"]):  # type: ignore[no-untyped-call]
    class Meta:
        index_name = table.INBOX_INDEX
        projection = AllProjection()

    inbox_user = UnicodeAttribute(hash_key=True, attr_name=table.INBOX_USER)
    last_activity = UnicodeAttribute(range_key=True, attr_name=table.LAST_ACTIVITY)


class Item(Model):
    class Meta(metaclass=_FromSettings):
        connect_timeout_seconds = 2
        read_timeout_seconds = 5
        max_retry_attempts = 3
        max_pool_connections = 32

    pk = UnicodeAttribute(hash_key=True, attr_name=table.PK)
    sk = UnicodeAttribute(range_key=True, attr_name=table.SK)
    # Of use to InboxEntry only; here because the connection knows the table by this class.
    by_activity = InboxIndex()

    @classmethod
    def connection(cls) -> Connection:
        """What transactions go through."""
        return Item._get_connection().connection

    @classmethod
    def _get_connection(cls) -> TableConnection:
        # One connection for all kinds of item: they are in one table.
        return super()._get_connection() if cls is Item else Item._get_connection()


class MemberItem(Item):
    """A member of a conversation; `read_to` is the last message they have read.

    `alone`: the other one of a direct conversation is deleted.
    """

    read_to = UnicodeAttribute(default="")
    alone = BooleanAttribute(attr_name=table.ALONE, null=True)


class RosterItem(Item):
    """META or MEMBER#: what one query for who is in a conversation answers with."""

    kind = UnicodeAttribute(null=True)
    creator = UnicodeAttribute(null=True)
    members: Any = UnicodeSetAttribute(null=True)
    read_to = UnicodeAttribute(null=True)


class MessageItem(Item):
    sender = UnicodeAttribute()
    text = UnicodeAttribute()
    client_id = UnicodeAttribute()

    def message(self) -> Message:
        return Message(
            id=self.sk.removeprefix(table.MESSAGE_PREFIX),
            conversation_id=self.pk.removeprefix(table.CONVERSATION_PREFIX),
            sender_id=UUID(self.sender),
            text=self.text,
            client_id=self.client_id,
        )


class SentItem(Item):
    """Marks a client_id as used for a message."""

    message_id = UnicodeAttribute()
    expires_at = TTLAttribute(attr_name=table.TTL_ATTRIBUTE)


class ClaimItem(Item):
    """Marks a pair of people, or a client_id, as having their conversation."""

    conversation_id = UnicodeAttribute()
    expires_at = TTLAttribute(attr_name=table.TTL_ATTRIBUTE, null=True)


class InboxEntry(Item):
    """A member's inbox entry. Written by the stream Lambda, and at first by the creator."""

    inbox_user = UnicodeAttribute(attr_name=table.INBOX_USER)
    last_activity = UnicodeAttribute(attr_name=table.LAST_ACTIVITY)
    last_message = UnicodeAttribute(default="")
    read_to = UnicodeAttribute(default="")
    unread = NumberAttribute(default=0)
