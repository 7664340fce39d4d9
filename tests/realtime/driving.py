"""Drives the events app as an ASGI server does, with PostgreSQL behind it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
from django.db import connection

from apps.realtime.asgi import EventsApp
from apps.realtime.services import publish
from apps.realtime.streams import Session

Authenticate = Callable[[str], Session]


def anyone(token: str) -> Session:
    return Session(user_id=token, ends_at=time.time() + 600, token=token)


class Client:
    """One request to the app: its answer's start, and the events as they come."""

    def __init__(self, app: EventsApp, **scope: Any) -> None:
        self.gone = asyncio.Event()
        self.sent: asyncio.Queue[Any] = asyncio.Queue()
        given = {"type": "http", "method": "GET", "path": "/api/v1/events", "headers": []}
        self.task = asyncio.create_task(app({**given, **scope}, self._receive, self.sent.put))
        self.pending = b""

    async def _receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def start(self) -> Any:
        """The next that the app has sent; no body once the answer is over."""
        return await asyncio.wait_for(self.sent.get(), 5)

    async def body(self) -> Any:
        return orjson.loads((await self.start())["body"])

    async def event(self) -> tuple[str, Any]:
        """The next event: its kind and data. Comments are passed over."""
        while True:
            block, found, rest = self.pending.partition(b"\n\n")
            if not found:
                self.pending += (await self.start())["body"]
                continue
            self.pending = rest
            fields = dict(line.split(b": ", 1) for line in block.splitlines() if line[:1] != b":")
            if b"event" in fields:
                return fields[b"event"].decode(), orjson.loads(fields[b"data"])


@asynccontextmanager
async def running(authenticate: Authenticate = anyone, **more: Any) -> AsyncIterator[EventsApp]:
    """The app, once it hears the bus: from there on its events have a new epoch."""
    app = EventsApp(authenticate, **more)
    deaf = app.hub._epoch
    inbox: asyncio.Queue[Any] = asyncio.Queue()
    outbox: asyncio.Queue[Any] = asyncio.Queue()
    await inbox.put({"type": "lifespan.startup"})
    living = asyncio.create_task(app({"type": "lifespan"}, inbox.get, outbox.put))
    assert (await outbox.get())["type"] == "lifespan.startup.complete"
    while app.hub._epoch == deaf:
        await asyncio.sleep(0.01)
    try:
        yield app
    finally:
        await inbox.put({"type": "lifespan.shutdown"})
        assert (await outbox.get())["type"] == "lifespan.shutdown.complete"
        await living


def bearer(token: str, **more: str) -> list[tuple[bytes, bytes]]:
    headers = {"authorization": f"Bearer {token}", **more}
    return [(name.encode(), value.encode()) for name, value in headers.items()]


async def doing(action: Callable[..., None], *arguments: Any, **more: Any) -> None:
    def act() -> None:
        action(*arguments, **more)
        connection.close()

    await asyncio.to_thread(act)


async def tell(*arguments: Any) -> None:
    await doing(publish, *arguments)


async def hello(client: Client) -> str:
    """The stream's name, with which it begins."""
    assert (await client.start())["status"] == 200
    kind, data = await client.event()
    assert kind == "hello"
    return str(data["stream"])


async def listening(client: Client) -> str:
    """Wait until it is open and, for the first time here, told to fetch everything."""
    name = await hello(client)
    assert await client.event() == ("resync", {})
    return name
