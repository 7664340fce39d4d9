"""Telling people's open pages that something has happened."""

import logging
import threading
from collections.abc import Iterable, Mapping
from uuid import UUID

import orjson
from django.db import connection, transaction

logger = logging.getLogger(__name__)

CHANNEL = "cruddur_events"
# PostgreSQL refuses a payload of 8,000 bytes; a recipient takes 39 of them, a post 22, data far
# fewer.
CHUNK = 180
# Each notification has its transaction wait for those of all others, and wakes every process of
# events: counters, which move most often, are told together.
GATHER_SECONDS = 0.25

_moved: set[int] = set()
_lock = threading.Lock()


def publish(recipients: Iterable[UUID | str], kind: str, data: Mapping[str, str]) -> None:
    """Send the event to every open stream of `recipients`.

    `data` carries ids, never content. Inside a transaction it leaves with the commit, or not
    at all. Nobody waits for it and nothing depends on it: who is away fetches on return.
    """
    ids = [str(recipient) for recipient in recipients]
    _notify({"to": part, "kind": kind, "data": data} for part in _parts(ids))


def watch(*, user_id: UUID | str, stream: str, post_ids: Iterable[int]) -> None:
    """Have a person's stream of this name told when counters of these posts move (and no others).

    Nothing happens where no process has such a stream of theirs.
    """
    posts = [str(post_id) for post_id in post_ids]
    _notify([{"watch": stream, "by": str(user_id), "posts": posts}])


def publish_counts(post_ids: Iterable[int]) -> None:
    """Tell who watches these posts that a counter of theirs has moved.

    After the commit, or not at all; gathered for a moment with what else moves in this process,
    and lost if it dies meanwhile.
    """
    ids = list(post_ids)
    if ids:
        transaction.on_commit(lambda: _gather(ids), robust=True)


def _gather(post_ids: Iterable[int]) -> None:
    with _lock:
        is_first = not _moved
        _moved.update(post_ids)
    if is_first:
        timer = threading.Timer(GATHER_SECONDS, _tell_moved)
        timer.daemon = True
        timer.start()


def _tell_moved() -> None:
    with _lock:
        posts = [str(post_id) for post_id in _moved]
        _moved.clear()
    try:
        _notify({"moved": part} for part in _parts(posts))
    except Exception:
        logger.exception("Nobody was told of counters that have moved")
    finally:
        connection.close()


def _parts(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _notify(messages: Iterable[Mapping[str, object]]) -> None:
    payloads = [orjson.dumps(message).decode() for message in messages]
    if payloads:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload",
                [CHANNEL, payloads],
            )
