"""Thousands of clients of event streams in one process, and when each of them heard something."""

import asyncio
import time

from cruddur.devtools.ports import LOOPBACK

# Connecting at the same time; the server's backlog is 128.
AT_ONCE = 64
PATIENCE_SECONDS = 60
# About as long as one of Cognito's access tokens.
TOKEN_FILLER = "." + "x" * 1000


class Listeners:
    """One stream for each of `people`."""

    def __init__(self, people: list[str]) -> None:
        self.people = people
        self.heard: list[float] = []
        self._marker = b"event: hello"
        self._all = asyncio.Event()
        self._transports: list[asyncio.BaseTransport] = []

    async def connect(self, port: int) -> None:
        """Open all of them, until each has said hello."""
        gate = asyncio.Semaphore(AT_ONCE)
        loop = asyncio.get_running_loop()

        async def open_one(person: str) -> None:
            async with gate:
                one = _Listener(self, person)
                transport, _ = await loop.create_connection(lambda: one, LOOPBACK, port)
                self._transports.append(transport)
                await asyncio.wait_for(one.greeted, PATIENCE_SECONDS)

        await asyncio.gather(*(open_one(person) for person in self.people))

    def expect(self, marker: str) -> None:
        """From now on, note when each of them hears this."""
        self._marker = marker.encode()
        self.heard.clear()
        self._all.clear()

    async def all_have_heard(self) -> list[float]:
        """The moments (perf_counter). Raises TimeoutError where somebody never hears it."""
        await asyncio.wait_for(self._all.wait(), PATIENCE_SECONDS)
        return list(self.heard)

    def note(self, data: bytes) -> None:
        if self._marker in data:
            self.heard.append(time.perf_counter())
            if len(self.heard) == len(self.people):
                self._all.set()

    def close(self) -> None:
        for transport in self._transports:
            transport.close()


class _Listener(asyncio.Protocol):
    def __init__(self, all_: Listeners, person: str) -> None:
        self.all = all_
        self.person = person
        self.greeted: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(
            f"GET /api/v1/events HTTP/1.1\r\nHost: {LOOPBACK}\r\n"
            f"Authorization: Bearer {self.person}{TOKEN_FILLER}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        if self.greeted.done():
            self.all.note(data)
        elif b"event: hello" in data:
            self.greeted.set_result(None)
