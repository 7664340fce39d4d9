"""What a rehearsal shows: each step as it is done, and at the end a table of what it was worth."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cruddur.devtools.console import show, step
from infra.rehearsal.standins import EMULATED, MADE, REAL, RECORDED, STAND_INS, Part

WIDTH = 44


@dataclass
class Report:
    """The steps that were done, with their seconds; `kinds` of resources that were deployed."""

    steps: list[tuple[str, float]] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        with step(title), self.timed(title):
            yield

    @contextmanager
    def timed(self, title: str) -> Iterator[None]:
        """A step that shows itself."""
        started = time.monotonic()
        yield
        self.steps.append((title, time.monotonic() - started))

    def note(self, text: str) -> None:
        show(f"    {text}")

    def show(self) -> None:
        _heading("Real")
        _table(REAL)
        _heading("The emulator's, close to AWS's")
        _table(EMULATED)
        _table([Part(kind, "made by the emulator's functions") for kind in self._of(MADE)])
        _heading("Stand-ins")
        _table(STAND_INS)
        _table([Part(kind, f"a record: {RECORDED[kind]}") for kind in self._of(RECORDED)])
        _heading("Seconds")
        for title, seconds in self.steps:
            show(f"  {seconds:7.1f}  {title}")

    def _of(self, kinds: Iterable[str]) -> list[str]:
        """Those that were deployed."""
        return [kind for kind in kinds if kind.partition(" ")[0] in self.kinds]


def _heading(text: str) -> None:
    show(f"\n{text}")


def _table(parts: "list[Part] | tuple[Part, ...]") -> None:
    for part in parts:
        show(f"  {part.what:<{WIDTH}}  {part.here}")
