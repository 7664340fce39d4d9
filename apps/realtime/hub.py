"""Who has a stream open in this process, and what they have yet to be sent."""

import asyncio
import secrets
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import orjson

# What a client that comes back can still be given, instead of being told to fetch everything.
HISTORY = 10_000
# A reader this far behind is told to fetch again, so that it holds up nobody's memory.
BACKLOG = 200


@dataclass(frozen=True)
class Event:
    """One thing that happened, with its place in this process's history."""

    number: int
    kind: str
    data: Mapping[str, str]
    to: frozenset[str] = frozenset()


@dataclass(eq=False)
class Stream:
    """One open connection of one person."""

    user_id: str
    queue: asyncio.Queue[Event] = field(default_factory=lambda: asyncio.Queue(BACKLOG))

    def offer(self, event: Event, otherwise: Event) -> None:
        """Queue `event`; a reader too far behind loses its queue and finds `otherwise` there."""
        try:
            self.queue.put_nowait(event)
        except asyncio.QueueFull:
            while not self.queue.empty():
                self.queue.get_nowait()
            self.queue.put_nowait(otherwise)


class Hub:
    """Hands events to streams. Lives in one event loop; nothing here waits.

    Event ids are `<epoch>-<number>`. The epoch is drawn anew when the process starts and when
    the bus was lost: numbers of another epoch prove nothing, and their bearer gets `resync`.
    """

    def __init__(self) -> None:
        self._streams: defaultdict[str, set[Stream]] = defaultdict(set)
        self._history: deque[Event] = deque(maxlen=HISTORY)
        self._number = 0
        self._epoch = secrets.token_hex(4)

    def __len__(self) -> int:
        return sum(len(streams) for streams in self._streams.values())

    def open(self, user_id: str, last_event_id: str | None) -> Stream:
        """A stream that starts with what its person missed, or with `resync`."""
        stream = Stream(user_id)
        for event in self._missed(user_id, last_event_id):
            stream.offer(event, self._resync())
        self._streams[user_id].add(stream)
        return stream

    def close(self, stream: Stream) -> None:
        self._streams[stream.user_id].discard(stream)
        if not self._streams[stream.user_id]:
            del self._streams[stream.user_id]

    def deliver(self, *, to: Iterable[str], kind: str, data: Mapping[str, str]) -> None:
        """Hand an event to the open streams of its recipients, and remember it for a while."""
        self._number += 1
        event = Event(self._number, kind, data, frozenset(to))
        self._history.append(event)
        for user_id in event.to & self._streams.keys():
            for stream in self._streams[user_id]:
                stream.offer(event, self._resync())

    def bus_was_lost(self) -> None:
        """Events may have passed unheard: forget the history and have everyone fetch again."""
        self._epoch = secrets.token_hex(4)
        self._history.clear()
        for streams in self._streams.values():
            for stream in streams:
                stream.offer(self._resync(), self._resync())

    def encode(self, event: Event) -> bytes:
        """The event as it goes over the wire."""
        data = orjson.dumps(event.data)
        return (
            f"id: {self._epoch}-{event.number}\nevent: {event.kind}\ndata: ".encode()
            + data
            + b"\n\n"
        )

    def _resync(self) -> Event:
        return Event(self._number, "resync", {})

    def _missed(self, user_id: str, last_event_id: str | None) -> list[Event]:
        if last_event_id is None:
            return [self._resync()]
        epoch, _, number = last_event_id.partition("-")
        if epoch != self._epoch or not number.isdecimal():
            return [self._resync()]
        oldest = self._history[0].number if self._history else self._number + 1
        if int(number) < oldest - 1:
            return [self._resync()]
        return [e for e in self._history if e.number > int(number) and user_id in e.to]
