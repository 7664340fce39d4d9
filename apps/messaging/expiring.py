"""Messages whose time is over: deleted by the worker in that second, else by TTL."""

from datetime import UTC, datetime

from apps.core.errors import NotFound
from apps.media.services import let_go
from apps.messaging import facts, store
from apps.messaging.store_messages import delete_if_over
from apps.messaging.telling import tell


class TooEarly(Exception):
    """The clock of this machine is behind that of the one that set the time."""


def expire(*, conversation_id: str, message_id: str) -> None:
    """Delete a message if its time is over, with its pictures, and tell the members.

    Safe to run twice: what is gone already is told again. Raises TooEarly, Unavailable.
    """
    message = store.message(conversation_id=conversation_id, message_id=message_id)
    if not delete_if_over(
        conversation_id=conversation_id, message_id=message_id, now=datetime.now(UTC)
    ):
        raise TooEarly
    if message is not None:
        let_go(owner_id=message.sender_id, place=message.place)
    _tell(conversation_id, message_id)


def _tell(conversation_id: str, message_id: str) -> None:
    try:
        tell(facts.known(conversation_id), "message_changed", message_id)
    except NotFound:
        return  # everybody has gone


def remove_pictures(*, conversation_id: str, message_id: str) -> None:
    """Delete the pictures of a message that was deleted, if it was. Safe to run twice."""
    message = store.message(conversation_id=conversation_id, message_id=message_id)
    if message is not None and message.deleted:
        let_go(owner_id=message.sender_id, place=message.place)
