"""Telling people's open pages that something has happened."""

from collections.abc import Iterable, Mapping
from uuid import UUID

import orjson
from django.db import connection

CHANNEL = "cruddur_events"
# PostgreSQL refuses a payload of 8,000 bytes; a recipient takes 39 of them, data far fewer.
CHUNK = 180


def publish(recipients: Iterable[UUID | str], kind: str, data: Mapping[str, str]) -> None:
    """Send the event to every open stream of `recipients`.

    `data` carries ids, never content. Inside a transaction it leaves with the commit, or not
    at all. Nobody waits for it and nothing depends on it: who is away fetches on return.
    """
    ids = [str(recipient) for recipient in recipients]
    payloads = [
        orjson.dumps({"to": ids[start : start + CHUNK], "kind": kind, "data": data}).decode()
        for start in range(0, len(ids), CHUNK)
    ]
    if payloads:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload",
                [CHANNEL, payloads],
            )
