"""Messages and conversations as the rest of the room handles them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from apps.messaging import table
from apps.messaging.ids import made_at

if TYPE_CHECKING:
    from apps.profiles.models import User

Kind = Literal["direct", "group"]
DELETED_PERSON = UUID(table.DELETED_PERSON)


@dataclass(frozen=True)
class News:
    """What happened to a conversation, told among its messages. `people`: whom it was done to."""

    what: str
    people: Sequence[str] = ()
    title: str | None = None
    lasts: int | None = None


@dataclass(frozen=True)
class Message:
    """`sender` is None until it has been read from PostgreSQL, and for a person who is gone.

    `taken_back`: deleted for everyone, only its place is left. `reactions`: an emoji by user.
    """

    id: str
    conversation_id: str
    sender_id: UUID
    text: str
    client_id: str
    sender: "User | None" = None
    media_ids: tuple[int, ...] = ()
    post_id: int | None = None
    reply_to: str | None = None
    edited_at: datetime | None = None
    taken_back: bool = False
    reactions: Mapping[str, str] = field(default_factory=dict)
    news: News | None = None
    expires_at: datetime | None = None

    @property
    def created_at(self) -> datetime:
        return made_at(self.id)

    @property
    def deleted(self) -> bool:
        """Only its place is left: taken back, or who wrote it has been deleted."""
        return self.taken_back or self.sender_id == DELETED_PERSON

    @property
    def is_over(self) -> bool:
        """Its time has come: nothing reads it any more."""
        return self.expires_at is not None and self.expires_at <= datetime.now(UTC)


def at_milliseconds(number: float) -> datetime:
    """The time that is `number` milliseconds after 1970."""
    return datetime.fromtimestamp(number / 1000, UTC)


@dataclass(frozen=True)
class Conversation:
    """One conversation as one of its members sees it. `unread` counts up to table.UNREAD_CAP.

    `last_activity` is the id of the last message, or the conversation's while it has none.
    A deleted person is no member; beside who is left of a direct conversation stands None.
    """

    id: str
    kind: Kind
    member_ids: tuple[UUID, ...]
    last_message: Message | None
    unread: int
    last_activity: str
    members: tuple["User | None", ...] = field(default=())

    @property
    def created_at(self) -> datetime:
        return made_at(self.id)

    @property
    def last_activity_at(self) -> datetime:
        return made_at(self.last_activity)


@dataclass(frozen=True)
class Roster:
    """Who is in a conversation, and how far each has read (a message id, or "")."""

    kind: Kind
    read_to: dict[str, str]


@dataclass(frozen=True)
class Entry:
    """A line of somebody's inbox, as the Lambda has last written it."""

    conversation_id: str
    last_activity: str
    last_message: str
    unread: int
