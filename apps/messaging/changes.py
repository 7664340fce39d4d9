"""What people do to messages that are there: edit, delete for everyone, react.

Each is one transaction. Its conditions say what may be done; where they did not hold the
message is read, to say why not.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from apps.core.errors import Conflict, Forbidden, Invalid, Unavailable
from apps.core.text import clean_text
from apps.media.services import let_go
from apps.messaging import selectors, table, tasks
from apps.messaging.acting import as_member
from apps.messaging.distance import check_can_send, may_talk
from apps.messaging.emoji import check_emoji
from apps.messaging.errors import message_not_found
from apps.messaging.facts import Facts
from apps.messaging.items import MessageItem
from apps.messaging.records import Message
from apps.messaging.services import TEXT_LENGTH
from apps.messaging.store_messages import change_message
from apps.messaging.telling import tell

if TYPE_CHECKING:
    from apps.profiles.models import User

# When pictures are looked after that deleting has left: no request takes that long.
_LATER = timedelta(minutes=2)


def edit(*, sender: "User", conversation_id: str, message_id: str, text: str) -> Message:
    """Say one's message in other words; "" where there are pictures or a post.

    Raises NotFound, Forbidden `not_the_sender`, Conflict (`message_deleted`, `cannot_send`), and
    the text's codes.
    """
    text = clean_text(text, max_length=TEXT_LENGTH, required=bool(text))
    where = _own(sender)
    if not text:
        where &= MessageItem.media.exists() | MessageItem.post.exists()
    actions = [MessageItem.text.set(text), MessageItem.edited.set(time.time_ns() // 1_000_000)]

    def change(facts: Facts) -> Message:
        check_can_send(sender=sender, facts=facts)
        if not _change(sender, facts, message_id, actions, where):
            found = _found(sender, facts, message_id)
            _check_own(sender, found)
            _check_there(found)
            raise Invalid.field("text", "text_empty", "Write something first.")
        tell(facts, "message_changed", message_id)
        return _shown(sender, facts, message_id)

    return as_member(sender, conversation_id, change)


def delete(*, sender: "User", conversation_id: str, message_id: str) -> Message:
    """Delete one's message for everyone; its place stays. Again changes nothing.

    Also where nothing can be sent any more. Raises NotFound, Forbidden `not_the_sender`.
    """

    def change(facts: Facts) -> Message:
        found = _found(sender, facts, message_id)
        _check_own(sender, found)
        if not found.deleted:
            if found.media_ids:
                # Begun before the message goes, in case that nobody is left to do it then.
                ids = {"conversation_id": conversation_id, "message_id": message_id}
                tasks.remove_pictures.configure(schedule_at=datetime.now(UTC) + _LATER).defer(**ids)
            _change(sender, facts, message_id, _taking_back(), _own(sender))
            let_go(owner_id=sender.pk, place=found.place)
        told = None if may_talk(person=sender, facts=facts) else [str(sender.pk)]
        tell(facts, "message_changed", message_id, only=told)
        return _shown(sender, facts, message_id)

    return as_member(sender, conversation_id, change)


def _taking_back() -> list[Action]:
    return [
        MessageItem.deleted.set(True),
        MessageItem.text.set(""),
        MessageItem.media.remove(),
        MessageItem.post.remove(),
        MessageItem.reply_to.remove(),
        MessageItem.edited.remove(),
        MessageItem.reactions.remove(),
    ]


def react(*, person: "User", conversation_id: str, message_id: str, emoji: str | None) -> Message:
    """React to a message with one emoji, in the place of one's last; None takes that back.

    Raises NotFound, Conflict (`message_deleted`, `cannot_send`), Invalid `reaction_invalid`.
    """
    if emoji is not None:
        check_emoji(emoji)

    def change(facts: Facts) -> Message:
        check_can_send(sender=person, facts=facts)
        for actions, where in _ways_to_react(str(person.pk), emoji):
            if _change(person, facts, message_id, actions, where & _lasting()):
                tell(facts, "message_changed", message_id)
                break
            _check_there(_found(person, facts, message_id))
        else:
            if emoji is not None:
                raise Unavailable
        return _shown(person, facts, message_id)

    return as_member(person, conversation_id, change)


def _ways_to_react(user: str, emoji: str | None) -> Iterator[tuple[list[Action], Condition]]:
    """Into the map where there is one; else with a map. Meanwhile somebody may have made it."""
    mine, there = MessageItem.reactions[user], MessageItem.reactions.exists()
    if emoji is None:
        yield [mine.remove()], there
        return
    yield [mine.set(emoji)], there
    yield [MessageItem.reactions.set({user: emoji})], MessageItem.reactions.does_not_exist()
    yield [mine.set(emoji)], there


def _own(sender: "User") -> Condition:
    where: Condition = (MessageItem.sender == str(sender.pk)) & _lasting()
    return where


def _lasting() -> Condition:
    """A message as somebody sent it, not deleted, whose time is not over."""
    over = MessageItem.expires_at.exists() & (MessageItem.expires_at <= datetime.now(UTC))
    said = MessageItem.deleted.does_not_exist() & MessageItem.news.does_not_exist()
    where: Condition = said & ~over
    return where


def _change(
    person: "User", facts: Facts, message_id: str, actions: Sequence[Action], where: Condition
) -> bool:
    """Whether it was done. Raises NotFound for what was said before they came, Stale."""
    if not table.is_ulid(message_id) or message_id < facts.members[str(person.pk)]:
        raise message_not_found()
    return change_message(
        facts, user=str(person.pk), message_id=message_id, actions=actions, where=where
    )


def _found(person: "User", facts: Facts, message_id: str) -> Message:
    """A message, not news, that a member may read. Raises NotFound."""
    found = selectors.readable(
        conversation_id=facts.conversation_id,
        message_id=message_id,
        since=facts.members[str(person.pk)],
    )
    if found.news:
        raise message_not_found()
    return found


def _check_own(sender: "User", message: Message) -> None:
    if message.sender_id != sender.pk:
        raise Forbidden("Only who sent it can do this.", code="not_the_sender")


def _check_there(message: Message) -> None:
    if message.deleted:
        raise Conflict("This message has been deleted.", code="message_deleted")


def _shown(person: "User", facts: Facts, message_id: str) -> Message:
    return selectors.message(
        viewer=person,
        conversation_id=facts.conversation_id,
        message_id=message_id,
        since=facts.members[str(person.pk)],
    )
