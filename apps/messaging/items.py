"""The table's items as PynamoDB models. Their keys and what they are for: table.py."""

from typing import Any
from uuid import UUID

from django.conf import settings
from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)
from pynamodb.connection import Connection, TableConnection
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from apps.messaging import table
from apps.messaging.records import Message, News, at_milliseconds


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


class UnreadIndex(GlobalSecondaryIndex["InboxEntry"]):  # type: ignore[no-untyped-call]
    class Meta:
        index_name = table.UNREAD_INDEX
        projection = KeysOnlyProjection()

    unread_user = UnicodeAttribute(hash_key=True, attr_name=table.UNREAD_USER)
    sk = UnicodeAttribute(range_key=True, attr_name=table.SK)


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
    by_unread = UnreadIndex()

    @classmethod
    def connection(cls) -> Connection:
        """What transactions go through."""
        return Item._get_connection().connection

    @classmethod
    def table(cls) -> TableConnection:
        """What is asked for counts alone."""
        return Item._get_connection()

    @classmethod
    def _get_connection(cls) -> TableConnection:
        # One connection for all kinds of item: they are in one table.
        return super()._get_connection() if cls is Item else Item._get_connection()


class MemberItem(Item):
    """A member of a conversation; `read_to` is the last message they have read.

    `alone`: the other one of a direct conversation is deleted.
    """

    version = NumberAttribute(attr_name=table.VERSION, default=0)
    since = UnicodeAttribute(attr_name=table.SINCE, default="")
    read_to = UnicodeAttribute(default="")
    marked = BooleanAttribute(attr_name=table.MARKED, null=True)
    muted = BooleanAttribute(attr_name=table.MUTED, null=True)
    state = UnicodeAttribute(attr_name=table.STATE, null=True)
    alone = BooleanAttribute(attr_name=table.ALONE, null=True)


class RosterItem(Item):
    """META or MEMBER#: what one query for who is in a conversation answers with."""

    kind = UnicodeAttribute(null=True)
    creator = UnicodeAttribute(null=True)
    members: Any = UnicodeSetAttribute(null=True)
    owners: Any = UnicodeSetAttribute(null=True)
    version = NumberAttribute(attr_name=table.VERSION, null=True)
    title = UnicodeAttribute(null=True)
    picture = UnicodeAttribute(null=True)
    lasts = NumberAttribute(null=True)
    since = UnicodeAttribute(attr_name=table.SINCE, null=True)
    read_to = UnicodeAttribute(null=True)
    marked = BooleanAttribute(attr_name=table.MARKED, null=True)
    muted = BooleanAttribute(attr_name=table.MUTED, null=True)
    state = UnicodeAttribute(attr_name=table.STATE, null=True)
    alone = BooleanAttribute(attr_name=table.ALONE, null=True)


class MessageItem(Item):
    sender = UnicodeAttribute()
    text = UnicodeAttribute()
    client_id = UnicodeAttribute()
    media: Any = ListAttribute(of=UnicodeAttribute, null=True)
    post = UnicodeAttribute(null=True)
    reply_to = UnicodeAttribute(null=True)
    edited = NumberAttribute(null=True)
    deleted = BooleanAttribute(attr_name=table.DELETED, null=True)
    reactions: Any = MapAttribute(default=dict)  # type: ignore[no-untyped-call]
    news: Any = MapAttribute(attr_name=table.NEWS, null=True)  # type: ignore[no-untyped-call]
    expires_at = TTLAttribute(attr_name=table.TTL_ATTRIBUTE, null=True)

    def message(self) -> Message:
        news = self.news.as_dict() if self.news else None
        return Message(
            id=self.sk.removeprefix(table.MESSAGE_PREFIX),
            conversation_id=self.pk.removeprefix(table.CONVERSATION_PREFIX),
            sender_id=UUID(self.sender),
            text=self.text,
            client_id=self.client_id,
            media_ids=tuple(int(id) for id in self.media or ()),
            post_id=int(self.post) if self.post else None,
            reply_to=self.reply_to,
            edited_at=at_milliseconds(self.edited) if self.edited else None,
            taken_back=bool(self.deleted),
            reactions=self.reactions.as_dict() if self.reactions else {},
            news=News(**news) if news else None,
            expires_at=self.expires_at,
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

    inbox_user = UnicodeAttribute(attr_name=table.INBOX_USER, null=True)
    unread_user = UnicodeAttribute(attr_name=table.UNREAD_USER, null=True)
    last_activity = UnicodeAttribute(attr_name=table.LAST_ACTIVITY)
    last_message = UnicodeAttribute(default="")
    read_to = UnicodeAttribute(default="")
    unread = NumberAttribute(default=0)
    marked = BooleanAttribute(attr_name=table.MARKED, null=True)
    muted = BooleanAttribute(attr_name=table.MUTED, null=True)
    seq = UnicodeAttribute(attr_name=table.SEQUENCE, null=True)
