"""What changes conversations."""

import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from apps.core.errors import Invalid, NotFound
from apps.core.text import clean_text
from apps.messaging import selectors, store
from apps.messaging.records import Message
from apps.realtime.services import publish

if TYPE_CHECKING:
    from apps.profiles.models import User

TEXT_LENGTH = 2000
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

logger = logging.getLogger(__name__)


def send_message(
    *, sender: "User", conversation_id: str, text: str, client_id: str
) -> tuple[Message, bool]:
    """Send a message; whether it was sent now, or by an earlier try with this `client_id`.

    `client_id`: 1 to 64 of A-Z a-z 0-9 _ -, chosen by the sender's device for each message.
    Raises NotFound to who is no member, Conflict `person_gone` where the other one has been
    deleted, Invalid (`client_id_invalid`, the text's codes).
    """
    selectors.check_id(conversation_id)
    text = clean_text(text, max_length=TEXT_LENGTH)
    check_client_id(client_id)
    message_id, created = store.add_message(
        conversation_id=conversation_id, sender=str(sender.pk), text=text, client_id=client_id
    )
    if not created:
        return _sent_before(sender, conversation_id, message_id), False
    _publish_message(conversation_id, message_id)
    message = Message(message_id, conversation_id, sender.pk, text, client_id, sender)
    return message, True


def _sent_before(sender: "User", conversation_id: str, message_id: str) -> Message:
    message = store.message(conversation_id=conversation_id, message_id=message_id)
    if message is None:
        raise NotFound(code="message_not_found")
    return replace(message, sender=sender)


def _publish_message(conversation_id: str, message_id: str) -> None:
    """Tell the members' devices. The message is safe already: failing to tell loses nothing."""
    data = {"conversation_id": conversation_id, "message_id": message_id}
    try:
        publish(store.member_ids(conversation_id), "message", data)
    except Exception:
        logger.exception("message not published", extra=data)


def publish_inbox_moved(
    *, recipients: Iterable[UUID], conversation_id: str, message_id: str
) -> None:
    """Tell people's devices that their inbox entry has moved. Called for the stream Lambda."""
    publish(recipients, "inbox", {"conversation_id": conversation_id, "message_id": message_id})


def check_client_id(client_id: str) -> None:
    """Raises Invalid `client_id_invalid`."""
    if not _CLIENT_ID.fullmatch(client_id):
        raise Invalid.field(
            "client_id", "client_id_invalid", "A client_id is 1 to 64 of A-Z, a-z, 0-9, _ and -."
        )
