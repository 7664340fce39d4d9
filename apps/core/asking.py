"""Asks prepared statements by one call of libpq.

psycopg's own way is for statements of all kinds, and takes as long as PostgreSQL needs to answer
a small one; and after each transaction that was taken back it prepares all of them anew.
"""

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result

Row = tuple[Any, ...]
# How many statements a connection keeps. Pages of other lengths are statements of their own.
MOST = 200
# By connection and then by their SQL and the types of their values, the names of those it has.
_names: WeakKeyDictionary[psycopg.Connection[Any], dict[Any, bytes]] = WeakKeyDictionary()


def ask(connection: psycopg.Connection[Any], sql: str, values: Sequence[Any]) -> list[Row]:
    """The rows that `sql` answers, with `$1` for the first value. Raises psycopg's errors."""
    transformer = Transformer(connection)
    sent = transformer.dump_sequence(values, [PyFormat.BINARY] * len(values))
    _begin(connection)
    result = connection.pgconn.exec_prepared(
        _name(connection, sql, transformer.types or ()),
        sent,  # type: ignore[arg-type]  # None is null, of which libpq knows and this type does not
        transformer.formats,
        pq.Format.BINARY,
    )
    _check(connection, result)
    transformer.set_pgresult(result)
    return transformer.load_rows(0, result.ntuples, tuple)


def _begin(connection: psycopg.Connection[Any]) -> None:
    """Without autocommit a transaction begins with its first statement."""
    idle = connection.pgconn.transaction_status == pq.TransactionStatus.IDLE
    if idle and not connection.autocommit:
        _check(connection, connection.pgconn.exec_(b"BEGIN"))


def _name(connection: psycopg.Connection[Any], sql: str, types: tuple[int, ...]) -> bytes:
    names = _names.setdefault(connection, {})
    name = names.get((sql, types))
    if name is None:
        if len(names) >= MOST:
            _check(connection, connection.pgconn.exec_(b"DEALLOCATE ALL"))
            names.clear()
        name = b"asked_%d" % len(names)
        _check(connection, connection.pgconn.prepare(name, sql.encode(), types))
        names[sql, types] = name
    return name


def _check(connection: psycopg.Connection[Any], result: pq.abc.PGresult) -> None:
    if result.status in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
        return
    if connection.pgconn.status == pq.ConnStatus.BAD:
        raise psycopg.OperationalError("the connection is lost")
    raise error_from_result(result)
