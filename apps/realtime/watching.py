"""Which posts are on whose screen, and whose counters have moved since that was last told."""

from collections import defaultdict
from collections.abc import Iterable

from apps.realtime.streams import Stream, encode

# That a page can show at once, and then some.
MOST_WATCHED = 100


class Watching:
    def __init__(self) -> None:
        self._streams: defaultdict[str, set[Stream]] = defaultdict(set)
        self._moved: set[str] = set()

    def watch(self, stream: Stream, posts: Iterable[str]) -> None:
        """`stream` shows these posts, and no others."""
        wanted = frozenset(list(posts)[:MOST_WATCHED])
        for post in stream.watched - wanted:
            self._streams[post].discard(stream)
            if not self._streams[post]:
                del self._streams[post]
        for post in wanted - stream.watched:
            self._streams[post].add(stream)
        stream.watched = wanted

    def moved(self, posts: Iterable[str]) -> None:
        """Counters of these posts have moved."""
        self._moved.update(post for post in posts if post in self._streams)

    def tell(self, otherwise: bytes) -> None:
        """Tell who watches what has moved: once, however often it did."""
        moved, self._moved = self._moved, set()
        for post in moved:
            event = encode("post_counts", {"post_id": post})
            for stream in self._streams.get(post, ()):
                stream.offer(event, otherwise)
