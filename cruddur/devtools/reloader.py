"""For `make dev`: restarts Django's processes when their code changes."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cruddur.devtools.install import ROOT
from cruddur.devtools.parts import Part, PartFailed, start_all

WATCHED = (ROOT / "apps", ROOT / "cruddur")


class Reloader:
    """Restarts `parts` after a change; one that does not start waits for the next change."""

    def __init__(self, parts: Sequence[Part], tell: Callable[[str], None]) -> None:
        self.parts = parts
        self.tell = tell
        self.seen = modification_times(WATCHED)

    def check(self) -> None:
        now = modification_times(WATCHED)
        if now == self.seen:
            self._bury_the_dead(tell=self.tell)
            return
        changed = sorted(path.name for path, _ in now.items() ^ self.seen.items())
        self.seen = now
        self.tell(f"{', '.join(dict.fromkeys(changed))} changed: restarting.")
        self._restart()

    def _restart(self) -> None:
        for part in self.parts:
            part.stop()
        try:
            start_all(self.parts)
        except PartFailed as failure:
            self._bury_the_dead()
            self.tell(f"{failure}\nWaiting for a change.")
        else:
            self.tell("Restarted.")

    def _bury_the_dead(self, tell: Callable[[str], None] = lambda sentence: None) -> None:
        for part in self.parts:
            if part.process and not part.is_running():
                tell(f"{part.explain(f'{part.name} {part.ending()}')}\nWaiting for a change.")
                part.stop()


def modification_times(folders: Sequence[Path]) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for folder in folders for path in folder.rglob("*.py")}
