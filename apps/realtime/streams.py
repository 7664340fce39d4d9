"""One open event stream: what it has yet to be sent, and how it ends."""

import asyncio
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

import orjson

# A reader this far behind is told to fetch again, so that it holds up nobody's memory.
BACKLOG = 200
BEAT_SECONDS = 15
# What is left to be sent when a stream ends has so long; who does not take it is cut off.
FLUSH_SECONDS = 1
BEAT = b": beat\n\n"


@dataclass(frozen=True)
class Session:
    """Whose token it is, and when it ends (seconds since 1970)."""

    user_id: str
    ends_at: float
    token: str = ""


class Stream:
    """One open connection of one person. Lives in one event loop."""

    __slots__ = (
        "_pending", "_waiter", "beat_at", "limit", "name", "over", "session", "watched"
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        self.session = session
        # Known to its own person alone.
        self.name = secrets.token_urlsafe(12)
        self.watched: frozenset[str] = frozenset()
        self.over = False
        self.beat_at = time.monotonic() + BEAT_SECONDS
        # Of whoever sends it, while that is done.
        self.limit: asyncio.Timeout | None = None
        self._pending: list[bytes] = []
        self._waiter: asyncio.Future[None] | None = None

    def offer(self, part: bytes, otherwise: bytes) -> None:
        """Queue `part`; a reader too far behind loses its queue and finds `otherwise` there."""
        if self.over:
            return
        if len(self._pending) < BACKLOG:
            self._pending.append(part)
        else:
            self._pending = [otherwise]
        self._wake()

    def beat(self, now: float) -> None:
        """A sign of life when it is time for one and nothing else is on its way."""
        if now < self.beat_at:
            return
        self.beat_at = now + BEAT_SECONDS
        if not self._pending:
            self.offer(BEAT, BEAT)

    def end(self, last: bytes = b"") -> None:
        """Send what is queued, `last`, and nothing more."""
        if self.over:
            return
        self.over = True
        self._pending.append(last)
        self._wake()
        if self.limit is not None and not self.limit.expired():
            self.limit.reschedule(asyncio.get_running_loop().time() + FLUSH_SECONDS)

    async def take(self) -> bytes:
        """All that is queued, as soon as there is something; nothing once the stream is over."""
        if not self._pending and not self.over:
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        parts, self._pending = self._pending, []
        return b"".join(parts)

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


def encode(kind: str, data: Mapping[str, object], event_id: str | None = None) -> bytes:
    """An event as it goes over the wire."""
    name = f"id: {event_id}\n" if event_id else ""
    return b"%bevent: %b\ndata: %b\n\n" % (name.encode(), kind.encode(), orjson.dumps(data))
