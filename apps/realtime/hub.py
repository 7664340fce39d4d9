"""Who has a stream open in this process, and what they have yet to be sent."""

import asyncio
import secrets
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile
from random import SystemRandom

from apps.core.errors import Unauthenticated
from apps.realtime.streams import Session, Stream, encode
from apps.realtime.watching import Watching

# Who comes back so soon after their last stream here, and has missed no more, is given it;
# anybody else is told to fetch everything.
AWAY_SECONDS = 300
KEPT = 50
# Streams of one person here, and how long one beyond them is to stay away (ms, random).
MOST_STREAMS = 12
STAY_AWAY_MS = (30_000, 60_000)
# More than it takes to find out whose token it is.
ENDED_SECONDS = 60

_random = SystemRandom()


class _Person:
    """Somebody with streams here, or who had one lately, and what they were told last."""

    __slots__ = ("complete_from", "events", "left_at", "streams")

    def __init__(self, number: int) -> None:
        self.streams: dict[str, Stream] = {}
        self.events: list[tuple[int, bytes]] = []
        # The number of an event after which none is missing in `events`.
        self.complete_from = number
        self.left_at = time.monotonic()

    def keep(self, number: int, event: bytes) -> None:
        self.events.append((number, event))
        if len(self.events) > KEPT:
            self.complete_from, _ = self.events.pop(0)

    def forget_events(self, number: int) -> None:
        self.events.clear()
        self.complete_from = number


class Hub:
    """Hands events to streams. Lives in one event loop; nothing here waits.

    Event ids are `<epoch>-<number>`. The epoch is drawn anew when the process starts and when
    the bus was lost: numbers of another epoch prove nothing, and their bearer gets `resync`.
    """

    def __init__(self) -> None:
        self.watching = Watching()
        # Set where sessions may have ended unheard.
        self.doubt = asyncio.Event()
        self._people: dict[str, _Person] = {}
        # Whose sessions have ended lately, and when.
        self._ended: dict[str, float] = {}
        self._number = 0
        self._epoch = secrets.token_hex(4)

    def __len__(self) -> int:
        return sum(len(person.streams) for person in self._people.values())

    def __iter__(self) -> Iterator[Stream]:
        for person in self._people.values():
            yield from person.streams.values()

    def open(self, session: Session, last_event_id: str | None, *, asked_at: float) -> Stream:
        """A stream that starts with what its person missed, or with `resync`.

        Raises Unauthenticated `session_ended` where that was said after `asked_at` (monotonic),
        when the token was looked at.
        """
        if self._ended.get(session.user_id, 0) >= asked_at:
            raise Unauthenticated(code="session_ended")
        person = self._people.get(session.user_id) or self._meet(session.user_id)
        _make_room(person)
        stream = Stream(session)
        for event in self._missed(person, last_event_id):
            stream.offer(event, self._resync())
        person.streams[stream.name] = stream
        return stream

    def close(self, stream: Stream) -> None:
        """Forget a stream that has ended."""
        person = self._people[stream.session.user_id]
        del person.streams[stream.name]
        person.left_at = time.monotonic()
        self.watching.watch(stream, ())

    def deliver(self, *, to: Iterable[str], kind: str, data: Mapping[str, str]) -> None:
        """Hand an event to the open streams of its recipients, and remember it for a while."""
        if kind == "signed_out":
            self.sign_out(to)
            return
        here = [person for user_id in set(to) if (person := self._people.get(user_id))]
        if not here:
            return
        self._number += 1
        event, resync = encode(kind, data, self._last_id()), self._resync()
        for person in here:
            person.keep(self._number, event)
            for stream in person.streams.values():
                stream.offer(event, resync)

    def sign_out(self, user_ids: Iterable[str]) -> None:
        """End all streams of these people, and those that are just being opened."""
        now = time.monotonic()
        for user_id in user_ids:
            self._ended[user_id] = now
            person = self._people.get(user_id)
            for stream in person.streams.values() if person else ():
                stream.end(encode("signed_out", {}))

    def end_sessions(self, tokens: Collection[str]) -> None:
        """End the streams of tokens that have been found to be good no more."""
        for stream in self:
            if stream.session.token in tokens:
                stream.end(encode("signed_out", {}))

    def watch(self, user_id: str, name: str, posts: Iterable[str]) -> None:
        """Have a person's stream of this name, if it is here, told of the counters of `posts`."""
        person = self._people.get(user_id)
        stream = person and person.streams.get(name)
        if stream and not stream.over:
            self.watching.watch(stream, posts)

    def bus_was_lost(self) -> None:
        """Events may have passed unheard: forget them all and have everyone fetch again."""
        self._epoch = secrets.token_hex(4)
        for person in self._people.values():
            person.forget_events(self._number)
            for stream in person.streams.values():
                stream.offer(self._resync(), self._resync())
        self.doubt.set()

    def say_bye(self, within_ms: int) -> None:
        """Have everybody open another stream elsewhere, each at a moment of their own."""
        for stream in self:
            stream.offer(bye(0, within_ms), self._resync())

    def end_all(self) -> None:
        for stream in self:
            stream.end()

    def tick(self) -> None:
        """What is done once a second."""
        now = time.monotonic()
        for stream in self:
            stream.beat(now)
        self.watching.tell(self._resync())
        away = [
            user_id
            for user_id, person in self._people.items()
            if not person.streams and person.left_at < now - AWAY_SECONDS
        ]
        for user_id in away:
            del self._people[user_id]
        # In the order in which they ended.
        for user_id in list(takewhile(lambda u: self._ended[u] < now - ENDED_SECONDS, self._ended)):
            del self._ended[user_id]

    def _meet(self, user_id: str) -> _Person:
        # A number of its own: what concerned them until now was not counted.
        self._number += 1
        person = self._people[user_id] = _Person(self._number)
        return person

    def _last_id(self) -> str:
        return f"{self._epoch}-{self._number}"

    def _resync(self) -> bytes:
        return encode("resync", {}, self._last_id())

    def _missed(self, person: _Person, last_event_id: str | None) -> list[bytes]:
        epoch, _, number = (last_event_id or "").partition("-")
        if epoch != self._epoch or not number.isdecimal():
            return [self._resync()]
        if not person.complete_from <= int(number) <= self._number:
            return [self._resync()]
        return [event for at, event in person.events if at > int(number)]


def _make_room(person: _Person) -> None:
    """Let the oldest of a person's streams go where there is one more than there may be."""
    standing = [stream for stream in person.streams.values() if not stream.over]
    for oldest in standing[: max(0, len(standing) + 1 - MOST_STREAMS)]:
        oldest.end(bye(*STAY_AWAY_MS))


def bye(least_ms: int, most_ms: int) -> bytes:
    """Asks for another stream after a random while."""
    return encode("bye", {"after": _random.randint(least_ms, most_ms)})
