"""`GET /api/v1/events`: the event stream, as a plain ASGI application.

It runs as a process of its own, without Django's request machinery: thousands of connections
stay open here, and each should cost little more than its queue.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

import orjson

from apps.core.errors import CruddurError, NotFound, Unauthenticated
from apps.core.problems import CONTENT_TYPE, problem
from apps.realtime.bus import listen
from apps.realtime.hub import Hub, Stream

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BEAT_SECONDS = 15
# Streams are renewed this often at the latest, so that load spreads over processes again.
LONGEST_SECONDS = 30 * 60


@dataclass(frozen=True)
class Session:
    """Who a token belongs to, and when it ends (seconds since 1970)."""

    user_id: str
    ends_at: float


class EventsApp:
    """`authenticate` turns a bearer token into a session or raises a CruddurError. It is given
    from outside, since people are a higher room, and may block: it is called in a thread."""

    def __init__(self, authenticate: Callable[[str], Session]) -> None:
        self.authenticate = authenticate
        self.hub = Hub()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._route(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Listen to the bus for as long as the process lives."""
        await receive()
        bus = asyncio.create_task(listen(self.hub))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        bus.cancel()
        await send({"type": "lifespan.shutdown.complete"})

    async def _route(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["path"] == "/healthz":
            await _answer(send, 200, b'{"status":"up"}', "application/json")
            return
        try:
            session, last_event_id = await self._enter(scope)
        except CruddurError as error:
            await _answer(send, error.status, orjson.dumps(problem(error)), CONTENT_TYPE)
            return
        stream = self.hub.open(session.user_id, last_event_id)
        try:
            await self._serve(stream, session, receive, send)
        finally:
            self.hub.close(stream)

    async def _enter(self, scope: Message) -> tuple[Session, str | None]:
        """Whose stream this is and what they saw last. Raises CruddurError."""
        if scope["path"] != "/api/v1/events" or scope["method"] != "GET":
            raise NotFound
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        scheme, _, token = headers.get(b"authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated
        session = await asyncio.to_thread(self.authenticate, token)
        return session, headers.get(b"last-event-id") or None

    async def _serve(self, stream: Stream, session: Session, receive: Receive, send: Send) -> None:
        await send(_start(200, "text/event-stream"))
        seconds = min(session.ends_at - time.time(), LONGEST_SECONDS)
        sending = asyncio.create_task(self._send_events(stream, send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait(
                {sending, leaving}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            sending.cancel()
            leaving.cancel()
        # A client that has left cannot be told; one whose time is up is let go in order.
        with contextlib.suppress(OSError, RuntimeError):
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _send_events(self, stream: Stream, send: Send) -> None:
        await send(_part(b"retry: 1000\n: open\n\n"))
        while True:
            try:
                event = await asyncio.wait_for(stream.queue.get(), BEAT_SECONDS)
            except TimeoutError:
                await send(_part(b": beat\n\n"))
            else:
                await send(_part(self.hub.encode(event)))


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _start(status: int, content_type: str) -> Message:
    headers = [
        (b"content-type", content_type.encode()),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if status == 401:
        headers.append((b"www-authenticate", b'Bearer realm="cruddur"'))
    return {"type": "http.response.start", "status": status, "headers": headers}


def _part(body: bytes) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": True}


async def _answer(send: Send, status: int, body: bytes, content_type: str) -> None:
    await send(_start(status, content_type))
    await send({"type": "http.response.body", "body": body, "more_body": False})
