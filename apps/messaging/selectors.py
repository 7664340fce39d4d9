"""Reading messages. Every read begins with the reader's membership.

An id that is no id, a conversation that is not there and one that is somebody else's are
all the same NotFound. People are read from PostgreSQL, in one query a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from apps.core.pagination import decode_cursor, encode_cursor, invalid_cursor
from apps.messaging import store, table
from apps.messaging.errors import message_not_found, no_conversation
from apps.messaging.records import Message
from apps.messaging.shown import show

if TYPE_CHECKING:
    from apps.profiles.models import User


@dataclass(frozen=True)
class Window:
    """Some messages, newest first, and the cursors of what is older and newer (None: nothing)."""

    items: Sequence[Message]
    next: str | None
    prev: str | None


def messages(
    *,
    viewer: "User",
    conversation_id: str,
    cursor: str | None = None,
    around: str | None = None,
    limit: int,
) -> Window:
    """Messages of a conversation: the newest, those at a cursor, or those around a message.

    Nothing from before the viewer came, and nothing whose time is over. `around` may be the id
    of a message that is gone. Raises NotFound, Invalid `invalid_cursor`. Two calls of DynamoDB
    (three around a message), and what `show` asks.
    """
    since = readable_since(viewer=viewer, conversation_id=conversation_id)
    window = _window(_Reach(conversation_id, since), cursor, around, limit)
    items, _ = show(window.items, viewer=viewer, since=since)
    return replace(window, items=items)


def _window(reach: "_Reach", cursor: str | None, around: str | None, limit: int) -> Window:
    if around is not None:
        return _around(reach, around, limit)
    if cursor is None:
        return _older(reach, None, limit)
    match decode_cursor(cursor):
        case str(before) if table.is_ulid(before):
            return _older(reach, before, limit)
        case ["after", str(after)] if table.is_ulid(after):
            return _newer(reach, after, limit)
    raise invalid_cursor()


@dataclass(frozen=True)
class _Reach:
    """What of a conversation its reader may read."""

    conversation_id: str
    since: str

    def down(self, limit: int, **where: str | None) -> list[Message]:
        return store.messages(
            conversation_id=self.conversation_id, since=self.since, limit=limit, **where
        )

    def up(self, limit: int, after: str) -> list[Message]:
        return store.messages_after(
            conversation_id=self.conversation_id, since=self.since, after=after, limit=limit
        )


def _older(reach: _Reach, before: str | None, limit: int) -> Window:
    rows = reach.down(limit + 1, before=before)
    items = rows[:limit]
    newer = _cursor_after(items) if before else None
    return Window(items, _cursor_before(items) if len(rows) > limit else None, newer)


def _newer(reach: _Reach, after: str, limit: int) -> Window:
    rows = reach.up(limit + 1, after)
    items = rows[:limit][::-1]
    return Window(items, _cursor_before(items), _cursor_after(items) if len(rows) > limit else None)


def _around(reach: _Reach, message_id: str, limit: int) -> Window:
    if not table.is_ulid(message_id):
        raise message_not_found()
    above = limit // 2
    newer = reach.up(above + 1, message_id)
    below = limit - min(above, len(newer))
    older = reach.down(below + 1, up_to=message_id)
    items = [*newer[:above][::-1], *older[:below]]
    return Window(
        items,
        _cursor_before(items) if len(older) > below else None,
        _cursor_after(items) if len(newer) > above else None,
    )


def _cursor_before(items: Sequence[Message]) -> str | None:
    return encode_cursor(items[-1].id) if items else None


def _cursor_after(items: Sequence[Message]) -> str | None:
    return encode_cursor(["after", items[0].id]) if items else None


def message(*, viewer: "User", conversation_id: str, message_id: str, since: str) -> Message:
    """One message as `viewer`, who came at `since`, sees it. Raises NotFound `message_not_found`.

    One call of DynamoDB, and what `show` asks.
    """
    found = readable(conversation_id=conversation_id, message_id=message_id, since=since)
    [shown], _ = show([found], viewer=viewer, since=since)
    return shown


def readable(*, conversation_id: str, message_id: str, since: str) -> Message:
    """One message, as a member who came at `since` may read it. Raises NotFound.

    One call of DynamoDB, none for what is no id.
    """
    found = table.is_ulid(message_id) and store.message(
        conversation_id=conversation_id, message_id=message_id
    )
    if not found or found.is_over or found.id < since:
        raise message_not_found()
    return found


def readable_since(*, viewer: "User", conversation_id: str) -> str:
    """The first message that is a member's to read, "" for all. Raises NotFound for who is none,
    and for who has declined."""
    check_id(conversation_id)
    member = store.member(conversation_id=conversation_id, user=str(viewer.pk))
    if member is None or member.state == table.DECLINED:
        raise no_conversation()
    return member.since


def check_id(conversation_id: str) -> None:
    """Raises NotFound for what cannot be the id of a conversation."""
    if not table.is_ulid(conversation_id):
        raise no_conversation()


def table_answers() -> bool:
    """Whether the table of conversations can be read. One call of DynamoDB."""
    return store.answers()
