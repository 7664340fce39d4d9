"""What the app is asked for beside its floor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.bench.load import Script
from tests.bench.subjects import CONNECTIONS, Subjects, around

Scripts = Callable[[Subjects], Sequence[Script]]


@dataclass(frozen=True)
class Comparison:
    """`aim` is the least share of the floor's requests/s, `most_queries` a request."""

    name: str
    title: str
    app: Scripts
    floor: Scripts
    aim: float
    most_queries: int | None = None
    connections: int = CONNECTIONS
    status: int = 200


def _home(subjects: Subjects) -> Sequence[Script]:
    return around([reader.asks_app("/feeds/home") for reader in subjects.readers])


def _home_floor(subjects: Subjects) -> Sequence[Script]:
    return around([reader.asks_floor("/home") for reader in subjects.readers])


COMPARISONS = [
    Comparison("home", "home feed of 20, signed in", _home, _home_floor, 0.6, 2),
    Comparison("home-16", "the same, 16 at a time", _home, _home_floor, 0.6, 2, connections=16),
]
