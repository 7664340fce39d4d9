"""Listens to PostgreSQL and hands what is published to the hub."""

import asyncio
import logging
from typing import Any

import orjson
import psycopg
from django.db import connection

from apps.core.logins import async_connection
from apps.realtime.hub import Hub
from apps.realtime.services import CHANNEL

logger = logging.getLogger(__name__)

RETRY_SECONDS = 0.5
# A connection that died without a word is found out by asking this often.
PROBE_SECONDS = 10


async def listen(hub: Hub) -> None:
    """Feed `hub` for ever; after a break everyone is told to fetch again."""
    while True:
        try:
            await _listen_once(hub)
        except (psycopg.Error, OSError) as error:
            logger.warning("The events bus is away: %s", error)
        await asyncio.sleep(RETRY_SECONDS)


async def _listen_once(hub: Hub) -> None:
    async with await async_connection().connect(**_parameters()) as bus:
        await bus.execute(f"LISTEN {CHANNEL}")  # a constant of ours
        # From here on nothing is missed; what was before, everyone fetches.
        hub.bus_was_lost()
        while True:
            async for notification in bus.notifies(timeout=PROBE_SECONDS):
                _deliver(hub, notification.payload)
            await bus.execute("SELECT 1")


def _deliver(hub: Hub, payload: str) -> None:
    """Do what one of the messages of services.py says."""
    try:
        match orjson.loads(payload):
            case {"to": to, "kind": kind, "data": data}:
                hub.deliver(to=to, kind=kind, data=data)
            case {"moved": posts}:
                hub.watching.moved(posts)
            case {"watch": stream, "by": user_id, "posts": posts}:
                hub.watch(user_id, stream, posts)
            case _:
                logger.error("An event could not be understood")
    except (TypeError, ValueError):
        logger.exception("An event could not be read")


def _parameters() -> dict[str, Any]:
    """Django's own connection settings, for a connection outside its pool."""
    parameters = connection.get_connection_params()
    own = {"pool", "context", "cursor_factory", "server_side_binding", "isolation_level"}
    return {
        **{name: value for name, value in parameters.items() if name not in own},
        "autocommit": True,
        "application_name": "cruddur-events",
        "connect_timeout": 3,
    }
