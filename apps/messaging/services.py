"""What changes conversations."""

import logging
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from apps.core.errors import CruddurError, Invalid, NotFound
from apps.core.events import announce
from apps.core.text import clean_text
from apps.media.services import attach_to_message
from apps.messaging import selectors, tasks
from apps.messaging.acting import as_member
from apps.messaging.distance import check_can_send
from apps.messaging.events import InboxMoved
from apps.messaging.facts import Facts
from apps.messaging.ids import made_at, new_ulid
from apps.messaging.records import Message
from apps.messaging.shown import show
from apps.messaging.store_messages import add_message, sent_message_id
from apps.messaging.telling import tell
from apps.realtime.services import publish

if TYPE_CHECKING:
    from apps.profiles.models import User

TEXT_LENGTH = 2000
MOST_MEDIA = 4
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

logger = logging.getLogger(__name__)


def send_message(
    *,
    sender: "User",
    conversation_id: str,
    text: str,
    client_id: str,
    media_ids: Sequence[int | str] = (),
    post_id: int | str | None = None,
    reply_to: str | None = None,
) -> tuple[Message, bool]:
    """Send a message; whether it was sent now, or by an earlier try with this `client_id`.

    `client_id`: 1 to 64 of A-Z a-z 0-9 _ -, chosen by the sender's device for each message.
    `reply_to`: the id of the message that it answers. The text may be "" with media or a post.
    Raises NotFound to who is no member, Conflict `cannot_send`, Invalid (`client_id_invalid`,
    `reply_to_not_found`, the text's codes, those of the media).
    """
    bare = not media_ids and post_id is None
    new = _New(
        text=clean_text(text, max_length=TEXT_LENGTH, required=bare),
        client_id=client_id,
        media_ids=tuple(int(id) for id in media_ids),
        post_id=None if post_id is None else int(post_id),
        reply_to=reply_to,
    )
    check_client_id(client_id)
    return as_member(sender, conversation_id, lambda facts: _send(sender, facts, new))


@dataclass(frozen=True)
class _New:
    """What is to be sent."""

    text: str
    client_id: str
    media_ids: tuple[int, ...]
    post_id: int | None
    reply_to: str | None


def _send(sender: "User", facts: Facts, new: _New) -> tuple[Message, bool]:
    message = _message(sender, facts, new)
    try:
        check_can_send(sender=sender, facts=facts)
        _check_reply(sender, facts, new.reply_to)
        _attach(sender, message)
    except CruddurError:
        # What an earlier try has sent is sent, whatever has changed since.
        first = sent_message_id(
            conversation_id=message.conversation_id, sender=str(sender.pk), client_id=new.client_id
        )
        if first is None:
            raise
        return _sent_before(sender, facts, first), False
    first = add_message(facts, message)
    if first != message.id:
        return _sent_before(sender, facts, first), False
    _expire_in_time(message)
    tell(facts, "message", message.id)
    [shown], _ = show([message], viewer=sender, since=facts.members[str(sender.pk)])
    return shown, True


def _message(sender: "User", facts: Facts, new: _New) -> Message:
    id = new_ulid()
    return Message(
        id=id,
        conversation_id=facts.conversation_id,
        sender_id=sender.pk,
        text=new.text,
        client_id=new.client_id,
        media_ids=new.media_ids,
        post_id=new.post_id,
        reply_to=new.reply_to,
        expires_at=_over_at(id, facts.lasts),
    )


def _over_at(message_id: str, lasts: int | None) -> datetime | None:
    """In whole seconds, as the table keeps it."""
    if lasts is None:
        return None
    return made_at(message_id).replace(microsecond=0) + timedelta(seconds=lasts)


def _check_reply(sender: "User", facts: Facts, reply_to: str | None) -> None:
    """Raises Invalid `reply_to_not_found`. One call of DynamoDB for what is a reply."""
    if reply_to is None:
        return
    since = facts.members[str(sender.pk)]
    try:
        found = selectors.readable(
            conversation_id=facts.conversation_id, message_id=reply_to, since=since
        )
    except NotFound as error:
        raise _reply_to_not_found() from error
    if found.news:
        raise _reply_to_not_found()


def _reply_to_not_found() -> Invalid:
    return Invalid.field("reply_to", "reply_to_not_found", "What you answer is not here any more.")


def _attach(sender: "User", message: Message) -> None:
    if message.media_ids:
        attach_to_message(
            owner=sender,
            media_ids=message.media_ids,
            place=message.place,
            until=message.expires_at,
        )


def _expire_in_time(message: Message) -> None:
    """Have it deleted when its time is over. It is sent: where this fails, TTL deletes it."""
    if message.expires_at is None:
        return
    ids = {"conversation_id": message.conversation_id, "message_id": message.id}
    try:
        tasks.expire.configure(schedule_at=message.expires_at).defer(**ids)
    except Exception:
        logger.exception("expiry not deferred", extra=ids)


def _sent_before(sender: "User", facts: Facts, message_id: str) -> Message:
    return selectors.message(
        viewer=sender,
        conversation_id=facts.conversation_id,
        message_id=message_id,
        since=facts.members[str(sender.pk)],
    )


def publish_inbox_moved(
    *,
    recipients: Collection[UUID],
    conversation_id: str,
    message_id: str,
    requests: Iterable[UUID] = (),
) -> None:
    """Tell people's devices, and other rooms, that inbox entries have moved.

    Called for the stream Lambda. `requests`: for whom it is among the requests.
    """
    data = {"conversation_id": conversation_id, "message_id": message_id}
    with transaction.atomic():
        publish(recipients, "inbox", data)
        announce(InboxMoved(**data, people=tuple(recipients), requests=tuple(requests)))


def check_client_id(client_id: str) -> None:
    """Raises Invalid `client_id_invalid`."""
    if not _CLIENT_ID.fullmatch(client_id):
        raise Invalid.field(
            "client_id", "client_id_invalid", "A client_id is 1 to 64 of A-Z, a-z, 0-9, _ and -."
        )
