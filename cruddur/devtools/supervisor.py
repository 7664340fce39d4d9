"""Watches the parts while Cruddur runs: restarts what dies, gives up when that does not help."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence

from cruddur.devtools.parts import Part, PartFailed

RESTARTS = 3
WITHIN_SECONDS = 60


class Supervisor:
    """`tell` is called with a sentence for every death and every restart."""

    def __init__(self, parts: Sequence[Part], tell: Callable[[str], None]) -> None:
        self.parts = parts
        self.tell = tell
        self.deaths: dict[str, list[float]] = defaultdict(list)

    def check(self) -> None:
        """Restart the parts that have died. Raises PartFailed for one that dies too often."""
        for part in self.parts:
            if not part.is_running():
                self._revive(part)

    def _revive(self, part: Part) -> None:
        ending = part.explain(f"{part.name} {part.ending()}")
        if self._deaths_of_late(part) > RESTARTS:
            raise PartFailed(f"{ending}\n{part.name} was restarted {RESTARTS} times in vain.")
        self.tell(f"{ending}\nRestarting {part.name}.")
        part.stop()
        part.start()
        part.repair()
        self.tell(f"{part.name} is back.")

    def _deaths_of_late(self, part: Part) -> int:
        now = time.monotonic()
        self.deaths[part.name] = [
            *(death for death in self.deaths[part.name] if now - death < WITHIN_SECONDS),
            now,
        ]
        return len(self.deaths[part.name])
