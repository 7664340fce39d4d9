"""What changes conversations."""

import logging
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from apps.core.errors import Invalid, NotFound
from apps.core.text import clean_text
from apps.messaging import selectors, store, table
from apps.messaging.records import Conversation, Kind, Message
from apps.profiles.selectors import people_by_handles
from apps.realtime.services import publish

if TYPE_CHECKING:
    from apps.profiles.models import User

TEXT_LENGTH = 2000
# The one who starts it included.
MEMBERS = 50
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

logger = logging.getLogger(__name__)


def start_conversation(
    *,
    creator: "User",
    handles: Sequence[str],
    text: str | None = None,
    client_id: str | None = None,
) -> tuple[Conversation, bool]:
    """Start a conversation, with `text` as what is said in it now; whether it was made now.

    With one other person it is the one the two have, whoever started it. With more it is a
    new group, once for each `client_id`. Raises Invalid (`conversation_with_oneself`,
    `too_many_members`, `client_id_invalid`, the text's codes) and NotFound `person_not_found`.
    """
    # All that can be refused is refused before anything is made.
    text = None if text is None else clean_text(text, max_length=TEXT_LENGTH)
    if client_id is not None:
        _check_client_id(client_id)
    members = _members(creator, handles)
    conversation_id, created = _create(creator, members, client_id)
    if text is not None:
        send_message(
            sender=creator,
            conversation_id=conversation_id,
            text=text,
            client_id=client_id or uuid.uuid4().hex,
        )
    return selectors.conversation(viewer=creator, conversation_id=conversation_id), created


def _members(creator: "User", handles: Sequence[str]) -> list[str]:
    """The ids of the creator and the others. One query."""
    wanted = {handle.lower() for handle in handles} - {creator.handle}
    if not wanted:
        raise Invalid.field(
            "handles", "conversation_with_oneself", "Choose somebody else to talk to."
        )
    if len(wanted) >= MEMBERS:
        raise Invalid.field(
            "handles",
            "too_many_members",
            f"A conversation has up to {MEMBERS} people, you included.",
        )
    people = people_by_handles(wanted)
    missing = sorted(wanted - people.keys())
    if missing:
        raise NotFound("Not everybody you named is here.", code="person_not_found")
    return [str(creator.pk), *sorted(str(person.pk) for person in people.values())]


def _create(creator: "User", members: list[str], client_id: str | None) -> tuple[str, bool]:
    kind: Kind = "direct" if len(members) == 2 else "group"
    try:
        made = store.create_conversation(
            kind=kind, creator=str(creator.pk), members=members, client_id=client_id
        )
    except store.Taken as taken:
        return taken.conversation_id, False
    return made, True


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
    _check_client_id(client_id)
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
    conversation = selectors.conversation(viewer=reader, conversation_id=conversation_id)
    if not known:
        raise NotFound("This message is not here.", code="message_not_found")
    return conversation


def _check_client_id(client_id: str) -> None:
    if not _CLIENT_ID.fullmatch(client_id):
        raise Invalid.field(
            "client_id", "client_id_invalid", "A client_id is 1 to 64 of A-Z, a-z, 0-9, _ and -."
        )
