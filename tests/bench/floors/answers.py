"""What the floors answer: by method and path, (cursor, reader, what else is asked) -> JSON.

Nothing is what the asker has already.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson
from psycopg import RawCursor

from tests.bench.floors import cards, queries
from tests.bench.floors.follows import follow, unfollow
from tests.bench.floors.likes import like, unlike

Row = tuple[Any, ...]


class Cursor(RawCursor[Row]):
    """Every statement is prepared at its first use on a connection."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "Cursor":
        return super().execute(query, params, prepare=True, binary=True, **options)


Answer = Callable[..., bytes]


def home(cursor: Cursor, viewer: UUID) -> bytes:
    return cards.home(cursor.execute(queries.HOME, [viewer]).fetchall(), viewer)


def unchanged(cursor: Cursor, viewer: UUID, known: str = "") -> bytes:
    """The fingerprint of the home feed; nothing for who knows it."""
    found = cards.fingerprint(cursor.execute(queries.HOME, [viewer]).fetchall())
    return b"" if found == known else orjson.dumps(found)


def public(cursor: Cursor, viewer: UUID | None) -> bytes:
    return cards.feed(cursor.execute(queries.PUBLIC, [viewer]).fetchall(), viewer)


def tag(cursor: Cursor, viewer: UUID | None, name: str) -> bytes:
    return cards.feed(cursor.execute(queries.TAG, [viewer, name]).fetchall(), viewer)


def profile(cursor: Cursor, viewer: UUID | None, handle: str) -> bytes:
    return cards.feed(cursor.execute(queries.PROFILE, [viewer, handle]).fetchall(), viewer)


def thread(cursor: Cursor, viewer: UUID | None, post: str) -> bytes:
    return cards.thread(cursor.execute(queries.THREAD, [viewer, int(post)]).fetchall(), viewer)


READS: dict[str, Answer] = {
    "/home": home,
    "/unchanged": unchanged,
    "/public": public,
    "/tag": tag,
    "/profile": profile,
    "/thread": thread,
}
# In a transaction each.
WRITES: dict[tuple[str, str], Answer] = {
    ("PUT", "/like"): like,
    ("DELETE", "/like"): unlike,
    ("PUT", "/follow"): follow,
    ("DELETE", "/follow"): unfollow,
}


def answer(cursor: Cursor, method: str, path: str, viewer: UUID | None, **more: str) -> bytes:
    if method == "GET":
        return READS[path](cursor, viewer, **more)
    with cursor.connection.transaction():
        return WRITES[method, path](cursor, viewer, **more)
