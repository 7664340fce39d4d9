"""How far an export is: counted step by step, written down and told now and then."""

import time

from apps.account.models import Export
from apps.profiles.services import tell_devices

# Seconds.
TOLD_EVERY = 1.0


class Withdrawn(Exception):
    """Nobody waits for this export any more: it has been removed."""


class Progress:
    def __init__(self, export: Export) -> None:
        self._export = export
        self._done = self._total = 0
        self._told = 0.0

    def begin(self, total: int) -> None:
        self._total = total
        self._tell()

    def step(self) -> None:
        """Raises Withdrawn."""
        # What is written meanwhile may make more steps than were counted at first.
        self._done = min(self._done + 1, self._total)
        if time.monotonic() - self._told >= TOLD_EVERY:
            self._tell()

    def _tell(self) -> None:
        self._told = time.monotonic()
        rows = Export.objects.filter(pk=self._export.pk)
        if not rows.update(done=self._done, total=self._total):
            raise Withdrawn
        tell_devices(self._export.owner_id)
