"""Messages and conversations as the rest of the room handles them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from apps.messaging import table
from apps.messaging.ids import made_at

if TYPE_CHECKING:
    from apps.profiles.models import User

Kind = Literal["direct", "group"]
# What news can tell.
NEWS = (
    "started",
    "added",
    "removed",
    "left",
    "renamed",
    "pictured",
    "owner_made",
    "owner_unmade",
    "lasts",
)
DELETED_PERSON = UUID(table.DELETED_PERSON)


@dataclass(frozen=True)
class News:
    """What happened to a conversation, told among its messages. `people`: whom it was done to."""

    what: str
    people: Sequence[str] = ()
    title: str | None = None
    lasts: int | None = None


@dataclass(frozen=True)
class Answered:
    """What a message answers, as its reader may read it; `text` is its beginning."""

    id: str
    state: Literal["there", "deleted", "gone"]
    sender: "User | None" = None
    text: str = ""


@dataclass(frozen=True)
class Message:
    """`taken_back`: deleted for everyone, only its place is left. `reactions`: an emoji by user.

    The last fields are there once it has been made to be shown (see shown.py): `sender` and
    `news_people`, None for who is gone, `pictures` as cards, the `handles` of who reacted by
    user, and who is looking.
    """

    id: str
    conversation_id: str
    sender_id: UUID
    text: str
    client_id: str
    media_ids: tuple[int, ...] = ()
    post_id: int | None = None
    reply_to: str | None = None
    edited_at: datetime | None = None
    taken_back: bool = False
    reactions: Mapping[str, str] = field(default_factory=dict)
    news: News | None = None
    expires_at: datetime | None = None
    sender: "User | None" = None
    news_people: Sequence["User | None"] = ()
    pictures: Sequence[dict[str, Any]] = ()
    answered: Answered | None = None
    handles: Mapping[str, str] = field(default_factory=dict)
    viewer_id: UUID | None = None

    @property
    def created_at(self) -> datetime:
        return made_at(self.id)

    @property
    def place(self) -> str:
        """The name of where its pictures are; known before the message is written."""
        return f"{self.conversation_id}#{self.client_id}"

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
