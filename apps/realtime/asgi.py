"""`GET /api/v1/events`: the event stream, as a plain ASGI application.

It runs as a process of its own, without Django's request machinery: thousands of connections
stay open here, and each should cost little more than its queue.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import orjson
from django.conf import settings

from apps.core.errors import CruddurError, NotFound, Unauthenticated, Unavailable
from apps.core.problems import CONTENT_TYPE, problem
from apps.core.request_id import HEADER, choose, current_request_id
from apps.realtime import upkeep
from apps.realtime.bus import listen
from apps.realtime.hub import Hub, bye
from apps.realtime.streams import Session, Stream, encode

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# Streams are renewed this often at the latest, so that load spreads over processes again.
LONGEST_SECONDS = 30 * 60
# Before a stream ends it asks for the next one, so that there is no gap: so long before, and at
# a moment of its own within the first part of that.
NOTICE_SECONDS = 40
NOTICE_MS = (1_000, 10_000)
# Draining: new streams that the others are thought to take in a second, and the limits of the
# time over which this spreads them.
RETURNS_A_SECOND = 500
SPREAD_MS = (200, 10_000)
DRAIN_SECONDS = 20
# Of the time that there is; the server needs the rest to close connections.
DRAIN_SHARE = 0.7
RETRY_AFTER_SECONDS = 2


class EventsApp:
    """`authenticate` turns a bearer token into a session or raises a CruddurError. It is given
    from outside, since people are a higher room, and may block: it is called in a thread. So is
    `ended`, which says which tokens are good no more.
    """

    def __init__(
        self, authenticate: Callable[[str], Session], ended: upkeep.Ended = lambda tokens: ()
    ) -> None:
        self.authenticate = authenticate
        self.ended = ended
        self.hub = Hub()
        self.draining = False

    def drain(self, seconds: float) -> None:
        """Take no new streams, have the open ones go elsewhere, and end what is left in time
        for the process to be gone after `seconds`. Called in the event loop.
        """
        if self.draining:
            return
        self.draining = True
        patience = min(DRAIN_SECONDS, seconds * DRAIN_SHARE)
        least, most = SPREAD_MS
        spread = max(least, min(most, len(self.hub) * 1000 // RETURNS_A_SECOND))
        # The last one has as long again to find its place.
        self.hub.say_bye(min(spread, int(patience * 1000 / 2)))
        asyncio.get_running_loop().call_later(patience, self.hub.end_all)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            token = current_request_id.set(_request_id(scope))
            try:
                await self._route(scope, receive, send)
            finally:
                current_request_id.reset(token)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Listen to the bus for as long as the process lives."""
        await receive()
        tasks = [
            asyncio.create_task(listen(self.hub)),
            asyncio.create_task(upkeep.tick(self.hub)),
            asyncio.create_task(upkeep.check_sessions(self.hub, self.ended)),
            asyncio.create_task(upkeep.collect_garbage()),
        ]
        if settings.METRICS:
            tasks.append(asyncio.create_task(upkeep.tell_how_many(self.hub)))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in tasks:
            task.cancel()
        await send({"type": "lifespan.shutdown.complete"})

    async def _route(self, scope: Message, receive: Receive, send: Send) -> None:
        try:
            if self.draining:
                raise Unavailable
            if scope["path"] == "/healthz":
                await _answer(send, 200, b'{"status":"up"}', "application/json")
                return
            stream = await self._enter(scope)
        except CruddurError as error:
            await _answer(send, error.status, orjson.dumps(problem(error)), CONTENT_TYPE)
            return
        try:
            await _serve(stream, receive, send)
        finally:
            self.hub.close(stream)

    async def _enter(self, scope: Message) -> Stream:
        """The stream that is asked for. Raises CruddurError."""
        if scope["path"] != "/api/v1/events" or scope["method"] != "GET":
            raise NotFound
        headers = _headers(scope)
        scheme, _, token = headers.get(b"authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthenticated
        asked_at = time.monotonic()
        session = await asyncio.to_thread(self.authenticate, token)
        if self.draining:
            raise Unavailable
        return self.hub.open(session, headers.get(b"last-event-id"), asked_at=asked_at)


def _headers(scope: Message) -> dict[bytes, str]:
    return {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _request_id(scope: Message) -> str:
    headers = _headers(scope)
    return choose(headers.get(b"x-request-id", ""), headers.get(b"x-amzn-trace-id", ""))


async def _serve(stream: Stream, receive: Receive, send: Send) -> None:
    """Send what comes until the stream ends or its client leaves."""
    seconds = min(stream.session.ends_at - time.time(), LONGEST_SECONDS)
    loop = asyncio.get_running_loop()
    notice = loop.call_later(seconds - NOTICE_SECONDS, _give_notice, stream)
    leaving = asyncio.create_task(_left(receive))
    leaving.add_done_callback(lambda _: stream.end())
    try:
        # A client that has left, or does not take what it is sent, holds up nothing.
        async with asyncio.timeout_at(loop.time() + seconds) as stream.limit:
            await send(_start(200, "text/event-stream"))
            await _send_events(stream, send)
    except TimeoutError:
        pass
    finally:
        stream.limit = None
        stream.over = True
        notice.cancel()
        leaving.cancel()
    # A client that has left cannot be told; one whose time is up is let go in order.
    with contextlib.suppress(OSError, RuntimeError):
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _give_notice(stream: Stream) -> None:
    parting = bye(*NOTICE_MS)
    stream.offer(parting, parting)


async def _send_events(stream: Stream, send: Send) -> None:
    await send(_part(b"retry: 1000\n\n" + encode("hello", {"stream": stream.name})))
    while parts := await stream.take():
        await send(_part(parts))


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _start(status: int, content_type: str) -> Message:
    headers = [
        (b"content-type", content_type.encode()),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
        (HEADER.lower().encode(), (current_request_id.get() or "").encode()),
    ]
    if status == 401:
        headers.append((b"www-authenticate", b'Bearer realm="cruddur"'))
    if status == 503:
        headers.append((b"retry-after", str(RETRY_AFTER_SECONDS).encode()))
    return {"type": "http.response.start", "status": status, "headers": headers}


def _part(body: bytes) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": True}


async def _answer(send: Send, status: int, body: bytes, content_type: str) -> None:
    await send(_start(status, content_type))
    await send({"type": "http.response.body", "body": body, "more_body": False})
