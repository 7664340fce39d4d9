"""Reading messages. Every read begins with the reader's membership.

An id that is no id, a conversation that is not there and one that is somebody else's are
all the same NotFound. People are read from PostgreSQL, in one query a page.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from apps.core.errors import NotFound
from apps.core.pagination import Page, cut_page, decode_cursor, invalid_cursor
from apps.core.rendering import timestamp
from apps.messaging import store, table
from apps.messaging.records import Message
from apps.profiles.selectors import author_card, people_by_id

if TYPE_CHECKING:
    from apps.profiles.models import User


def messages(
    *, viewer: "User", conversation_id: str, cursor: str | None, limit: int
) -> Page[Message]:
    """The messages of a conversation, newest first. Raises NotFound.

    Two calls of DynamoDB and one query, whatever the number.
    """
    check_member(user=viewer, conversation_id=conversation_id)
    before = None if cursor is None else _message_position(cursor)
    rows = store.messages(conversation_id=conversation_id, before=before, limit=limit + 1)
    page = cut_page(rows, limit=limit, position=lambda message: message.id)
    people = people_by_id({message.sender_id for message in page.items})
    items = [replace(message, sender=people.get(message.sender_id)) for message in page.items]
    return Page(items, page.next)


def _message_position(cursor: str) -> str:
    """Only ever a place within the conversation that the address names."""
    position = decode_cursor(cursor)
    if not isinstance(position, str) or not table.is_ulid(position):
        raise invalid_cursor()
    return position


def check_member(*, user: "User", conversation_id: str) -> None:
    """Raises NotFound for who is no member."""
    check_id(conversation_id)
    if not store.is_member(conversation_id=conversation_id, user=str(user.pk)):
        raise no_conversation()


def check_id(conversation_id: str) -> None:
    """Raises NotFound for what cannot be the id of a conversation."""
    if not table.is_ulid(conversation_id):
        raise no_conversation()


def no_conversation() -> NotFound:
    return NotFound("This conversation is not here.", code="conversation_not_found")


def table_answers() -> bool:
    """Whether the table of conversations can be read. One call of DynamoDB."""
    return store.answers()


def message_card(message: Message) -> dict[str, Any]:
    """The JSON of a message (shape: serializers.MessageSerializer)."""
    return {
        "id": message.id,
        "conversation_id": message.conversation_id,
        "sender": author_card(message.sender),
        "text": message.text,
        "deleted": message.deleted,
        "created_at": timestamp(message.created_at),
        "client_id": message.client_id,
    }
