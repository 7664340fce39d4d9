"""Querysets that are compiled once and asked many times, as prepared statements.

For the few reads that everybody makes all the time. What may be seen is said once, in the
rooms' querysets; putting such a queryset together and turning it into SQL takes longer than
PostgreSQL needs to answer it, and planning it as long again. So it is done once a process with
holes for what differs between readers, and PostgreSQL keeps the plan with the connection.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from psycopg.sql import Literal

from apps.core.asking import Row, ask

# Of a type each: what stands for a value while a queryset is compiled.
_HOLES: Mapping[type, Callable[[], Any]] = {
    UUID: uuid4,
    # Small enough for all columns: Django leaves out conditions on what a column cannot hold.
    int: lambda: uuid4().int >> 98,
    str: lambda: f"hole-{uuid4().hex}",
    # Of whatever: it goes in by RawSQL, which leaves it as it is and says of what it is.
    list: lambda: [uuid4().int >> 98],
}


class _Cursor(psycopg.RawCursor[Row]):
    """Sends values beside the statement."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "_Cursor":
        return super().execute(query, params, binary=True, **options)


@dataclass(frozen=True)
class Given:
    """A value that is given when asking; `kind` is how Django tells psycopg of its width."""

    name: str
    kind: type

    def of(self, values: Mapping[str, Any]) -> Any:
        value = values[self.name]
        return self.kind(value) if issubclass(self.kind, int) else value


class Statement:
    """SQL with `%s` for values: constants, or what is `Given` when asking."""

    def __init__(self, sql: str, values: Sequence[Any]) -> None:
        self.sql = sql
        self.values = values

    def __add__(self, other: "Statement | str") -> "Statement":
        if isinstance(other, str):
            return Statement(self.sql + other, self.values)
        return Statement(self.sql + other.sql, [*self.values, *other.values])

    def __radd__(self, before: str) -> "Statement":
        return Statement(before + self.sql, self.values)

    @cached_property
    def numbered(self) -> tuple[str, list[Given]]:
        """The SQL as PostgreSQL itself wants it, `$1` for the first value given, and those values.

        What is given stands in it many times and is sent once; constants stand in it as they are.
        """
        first, *others = (part.replace("%%", "%") for part in self.sql.split("%s"))
        sent: list[Given] = []
        parts = [first]
        for value, part in zip(self.values, others, strict=True):
            if not isinstance(value, Given):
                parts.append(Literal(value).as_string(None) + part)
                continue
            if value not in sent:
                sent.append(value)
            parts.append(f"${sent.index(value) + 1}{part}")
        return "".join(parts), sent

    def rows(self, **given: Any) -> list[Row]:
        """Ask with these values. One query, counted and logged like any other of Django's."""
        # `connection` would look for itself at each use.
        database = connections[DEFAULT_DB_ALIAS]
        database.ensure_connection()
        sql, wanted = self.numbered
        values = [value.of(given) for value in wanted]
        if database.queries_logged:
            return _rows_logged(sql, values)
        with database.wrap_database_errors:
            return ask(database.connection, sql, values)


def _rows_logged(sql: str, values: Sequence[Any]) -> list[Row]:
    with connection.make_debug_cursor(_Cursor(connection.connection)) as cursor:  # type: ignore[arg-type]
        cursor.execute(sql, values)
        found: list[Row] = cursor.fetchall()
    return found


def compile_once(build: Callable[..., QuerySet[Any, Any]], **types: type) -> Statement:
    """The SQL of `build(**values)`, with holes for values of these types (UUID, int, str, list).

    Raises ValueError where a hole is not found in it again: its value was turned into
    something else on the way.
    """
    holes = {name: _HOLES[kind]() for name, kind in types.items()}
    sql, params = build(**holes).query.sql_with_params()
    missing = [name for name, hole in holes.items() if hole not in params]
    if missing:
        raise ValueError(f"not found in the statement: {missing}")
    return Statement(sql, [_value(param, holes) for param in params])


def _value(param: Any, holes: Mapping[str, Any]) -> Any:
    return next((Given(name, type(param)) for name, hole in holes.items() if param == hole), param)
