"""Refusals that several files of this room raise."""

from apps.core.errors import Conflict, NotFound


def no_conversation() -> NotFound:
    """Of others, left, declined, or never there: all the same."""
    return NotFound("This conversation is not here.", code="conversation_not_found")


def message_not_found() -> NotFound:
    return NotFound("This message is not here.", code="message_not_found")


def cannot_send() -> Conflict:
    """The same words whether somebody blocks or is gone."""
    return Conflict("Messages cannot be sent here.", code="cannot_send")
