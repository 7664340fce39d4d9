"""A visitor who asks for the same few things again and again while the release is changed."""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from infra.visitor import NotAsMeant, Visitor

PATHS = ("/", "/healthz", "/readyz", "/api/v1/config")
PAUSE_SECONDS = 0.1


@dataclass
class Watch:
    """Counts what was answered well, and keeps what was not. Use it as a context."""

    visitor: Visitor
    asked: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Watch":
        self._thread = threading.Thread(target=self._ask_on, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _ask_on(self) -> None:
        while not self._stopped.is_set():
            for path in PATHS:
                self._ask(path)
            time.sleep(PAUSE_SECONDS)

    def _ask(self, path: str) -> None:
        self.asked += 1
        try:
            self.visitor.get(path)
        except NotAsMeant as error:
            self.failures[str(error)] += 1

    def __str__(self) -> str:
        failed = self.failures.total()
        return f"{self.asked} requests meanwhile, {failed or 'none'} failed"
