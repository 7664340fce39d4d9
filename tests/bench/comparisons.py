"""What the app is asked for, and its floor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bench import graph
from tests.bench.load import Request, Script, around, dealt
from tests.bench.subjects import Reader, Subjects

CONNECTIONS = 8


@dataclass(frozen=True)
class Asked:
    """What the app and the floor are asked for: a script for each connection.

    `undo` are requests for both that put back what was done; all of them are asked once.
    """

    app: Sequence[Script]
    floor: Sequence[Script]
    undo: Sequence[Request] = ()


@dataclass(frozen=True)
class Comparison:
    """`aim` is the least share of the floor's requests/s, `most_queries` a request of the app."""

    name: str
    title: str
    ask: Callable[[Subjects], Asked]
    aim: float | None = None
    most_queries: int | None = None
    status: int = 200


def read(
    app: Callable[[Reader], Request],
    floor: Callable[[Reader], Request],
    subjects: Subjects,
    connections: int = CONNECTIONS,
) -> Asked:
    """The same page, read by a hundred readers in turn."""
    return Asked(
        around([app(reader) for reader in subjects.readers], connections),
        around([floor(reader) for reader in subjects.readers], connections),
    )


def _home(subjects: Subjects, connections: int = CONNECTIONS) -> Asked:
    return read(
        lambda reader: reader.asks_app("/feeds/home"),
        lambda reader: reader.asks_floor("/home"),
        subjects,
        connections,
    )


def _home_by_more(subjects: Subjects) -> Asked:
    return _home(subjects, connections=16)


def _unchanged(subjects: Subjects) -> Asked:
    """As home, by readers who have the page already."""

    def app(reader: Reader) -> Request:
        known = subjects.tag_of(reader.asks_app("/feeds/home"))
        return reader.asks_app("/feeds/home", **{"If-None-Match": known})

    def floor(reader: Reader) -> Request:
        return reader.asks_floor("/unchanged", known=subjects.floor_tag_of(reader))

    return read(app, floor, subjects)


def _public(subjects: Subjects) -> Asked:
    return read(
        lambda reader: reader.asks_app("/feeds/public"),
        lambda reader: reader.asks_floor("/public"),
        subjects,
    )


def _tag(subjects: Subjects) -> Asked:
    return read(
        lambda reader: reader.asks_app(f"/feeds/tags/{graph.TAG}"),
        lambda reader: reader.asks_floor("/tag", name=graph.TAG),
        subjects,
    )


def _profile(subjects: Subjects) -> Asked:
    """Each reader looks at another of the most popular."""
    names = dict(zip(subjects.readers, subjects.profiles * 2, strict=True))
    return read(
        lambda reader: reader.asks_app(f"/profiles/{names[reader]}/posts"),
        lambda reader: reader.asks_floor("/profile", handle=names[reader]),
        subjects,
    )


def _thread(subjects: Subjects) -> Asked:
    crud = subjects.long_thread()
    return read(
        lambda reader: reader.asks_app(f"/posts/{crud}/thread"),
        lambda reader: reader.asks_floor("/thread", post=crud),
        subjects,
    )


def _like(subjects: Subjects) -> Asked:
    cruds = subjects.likeable()
    app = [
        [reader.asks_app(f"/posts/{crud}/like", method)
         for crud in cruds[reader.id] for method in ("PUT", "DELETE")]
        for reader in subjects.readers
    ]  # fmt: skip
    floor = [
        [reader.asks_floor("/like", method, post=crud)
         for crud in cruds[reader.id] for method in ("PUT", "DELETE")]
        for reader in subjects.readers
    ]  # fmt: skip
    return _done(app, floor)


def _follow(subjects: Subjects) -> Asked:
    people = subjects.followable()
    app = [
        [reader.asks_app(f"/profiles/{name}/follow", method)
         for name in people[reader.id] for method in ("PUT", "DELETE")]
        for reader in subjects.readers
    ]  # fmt: skip
    floor = [
        [reader.asks_floor("/follow", method, handle=name)
         for name in people[reader.id] for method in ("PUT", "DELETE")]
        for reader in subjects.readers
    ]  # fmt: skip
    return _done(app, floor)


def _done(app: Sequence[Script], floor: Sequence[Script]) -> Asked:
    """Done and undone in turn, by no two connections at once; and undone where a round ended."""
    undo = [request for script in app for request in script if request.method == "DELETE"]
    return Asked(dealt(app, CONNECTIONS), dealt(floor, CONNECTIONS), undo)


def mixed(subjects: Subjects) -> Asked:
    """All pages, in turn."""
    each = [page(subjects) for page in (_home, _public, _profile, _tag, _thread)]
    return Asked(
        app=[_interleaved(scripts) for scripts in zip(*(one.app for one in each), strict=True)],
        floor=[_interleaved(scripts) for scripts in zip(*(one.floor for one in each), strict=True)],
    )


def _interleaved(scripts: Sequence[Script]) -> Script:
    return [request for turn in zip(*scripts, strict=True) for request in turn]


COMPARISONS = [
    Comparison("home", "home feed of 20, signed in", _home, 0.6, 2),
    Comparison("home-16", "the same, 16 at a time", _home_by_more, 0.6, 2),
    Comparison("unchanged", "home feed unchanged: 304", _unchanged, None, 2, status=304),
    Comparison("public", "public feed", _public, 0.4, 4),
    Comparison("profile", "a person's cruds", _profile, 0.4, 4),
    Comparison("hashtag", "hashtag feed", _tag, 0.4, 4),
    Comparison("thread", "thread of 200 replies", _thread, 0.4, 4),
    Comparison("like", "like, unlike", _like, 0.5),
    Comparison("follow", "follow, unfollow", _follow, 0.5),
]
