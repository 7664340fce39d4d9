"""What the floors answer, by path: (cursor, reader, what else is in the query string) -> JSON."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from psycopg import ClientCursor, Connection

from tests.bench.floors import pages
from tests.bench.floors.sql import STATEMENTS

Cursor = ClientCursor[tuple[Any, ...]]


def prepare(connection: Connection) -> None:
    for statement in STATEMENTS.values():
        connection.execute(statement)


def home(cursor: Cursor, viewer: UUID) -> bytes:
    return pages.home(cursor.execute("EXECUTE home (%s)", [viewer]).fetchall(), viewer)


ANSWERS: dict[str, Callable[..., bytes]] = {"/home": home}
