"""How far people have read, and who is told."""

from typing import TYPE_CHECKING

from apps.core.errors import NotFound
from apps.messaging import conversations, selectors, store, table
from apps.messaging.records import Conversation

if TYPE_CHECKING:
    from apps.profiles.models import User


def mark_read(*, reader: "User", conversation_id: str, message_id: str) -> Conversation:
    """Move the reader's position forward to a message, never back. The conversation as it is then.

    Raises NotFound to who is no member, and for a message that is not in the conversation.
    """
    selectors.check_id(conversation_id)
    known = table.is_ulid(message_id) and store.message(
        conversation_id=conversation_id, message_id=message_id
    )
    if known:
        store.move_read_position(
            conversation_id=conversation_id, user=str(reader.pk), message_id=message_id
        )
    conversation = conversations.conversation(viewer=reader, conversation_id=conversation_id)
    if not known:
        raise NotFound("This message is not here.", code="message_not_found")
    return conversation
