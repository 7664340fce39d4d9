"""Liking and its undoing: the bare statements in one transaction, and the crud afterwards."""

from uuid import UUID

from psycopg import RawCursor

from apps.core.ids import new_id
from tests.bench.floors import cards, queries

Cursor = RawCursor[tuple[object, ...]]

LIKE = """
    INSERT INTO posts_like (id, person_id, post_id) VALUES ($3, $1, $2) ON CONFLICT DO NOTHING
"""
UNLIKE = "DELETE FROM posts_like WHERE person_id = $1 AND post_id = $2"
COUNT = "UPDATE posts_post SET like_count = like_count + $2 WHERE id = $1"


def like(cursor: Cursor, viewer: UUID, post: str) -> bytes:
    cursor.execute(LIKE, [viewer, int(post), new_id()])
    return _counted(cursor, viewer, int(post), by=1)


def unlike(cursor: Cursor, viewer: UUID, post: str) -> bytes:
    cursor.execute(UNLIKE, [viewer, int(post)])
    return _counted(cursor, viewer, int(post), by=-1)


def _counted(cursor: Cursor, viewer: UUID, post: int, *, by: int) -> bytes:
    if cursor.rowcount:
        cursor.execute(COUNT, [post, by])
    return cards.one(cursor.execute(queries.ONE, [viewer, post]).fetchall(), viewer)
