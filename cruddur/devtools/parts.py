"""The parts of the stack: child processes that log to a file and never outlive us."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cruddur.devtools.console import Step

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.05
LARGEST_LOG = 10 * 2**20


class PartFailed(Exception):
    """A part did not start or did not stay up; the message is for people."""


@dataclass
class Part:
    """One child process of the stack.

    `is_ready` is asked until it says yes; `repair` runs after a restart, to mend what others
    had kept in the part's memory.
    """

    name: str
    argv: list[str]
    env: Mapping[str, str]
    log: Path
    cwd: Path
    is_ready: Callable[[], bool] = lambda: True
    repair: Callable[[], None] = lambda: None
    stop_signal: signal.Signals = signal.SIGTERM
    ready_seconds: float = 60
    stop_seconds: float = 10
    inherited_fds: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    spawned_at: float = field(default=0, init=False)

    def start(self) -> None:
        """Spawn the process and wait until it is ready. Raises PartFailed."""
        self.spawn()
        self.wait_until_ready()

    def spawn(self) -> None:
        _make_room_for(self.log)
        self.spawned_at = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.argv,
                env=dict(self.env),
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=self.inherited_fds,
                start_new_session=True,
                preexec_fn=_die_with_parent(self.stop_signal),
            )

    def wait_until_ready(self) -> None:
        while not self.is_ready():
            if not self.is_running():
                raise PartFailed(self.explain(f"{self.name} {self.ending()} while starting"))
            if self.age() > self.ready_seconds:
                self.stop()
                raise PartFailed(
                    self.explain(f"{self.name} was not ready after {self.ready_seconds:.0f} s")
                )
            time.sleep(POLL_SECONDS)

    def age(self) -> float:
        """Seconds since the process was spawned."""
        return time.monotonic() - self.spawned_at

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ending(self) -> str:
        """How the process ended, in words."""
        code = self.process.poll() if self.process else None
        if code is None:
            return "is running"
        if code < 0:
            return f"was killed by {signal.Signals(-code).name}"
        return f"ended with exit code {code}"

    def explain(self, what: str) -> str:
        """`what`, and the last lines of the log as the reason."""
        lines = "".join(f"\n    {line}" for line in last_lines(self.log))
        return f"{what}. Its last words, from {self.log}:{lines or ' none'}"

    def stop(self) -> None:
        """Ask the process to end, wait, and sweep away whatever is left of its group."""
        if self.process is None:
            return
        if self.is_running():
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(self.stop_seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        _kill_group(self.process.pid)
        self.process = None


def _make_room_for(log: Path) -> None:
    """Begin a new log where the old one has grown large; one old one is kept."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".old"))


def last_lines(path: Path, count: int = 8) -> list[str]:
    if not path.exists():
        return []
    with path.open(errors="replace") as file:
        return [line.rstrip() for line in deque(file, maxlen=count)]


def start_all(parts: Iterable[Part]) -> None:
    """Spawn all first and then wait for each, so that they come up side by side."""
    started = list(parts)
    for part in started:
        part.spawn()
    for part in started:
        part.wait_until_ready()


def stop_all(parts: list[Part], step: Step) -> None:
    """Stop and forget the parts, the one started last first."""
    while parts:
        part = parts.pop()
        with step(f"Stopping {part.name}"):
            part.stop()


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # Nothing is left of it; macOS says EPERM for that.


def _die_with_parent(death_signal: signal.Signals) -> Callable[[], None] | None:
    """What makes Linux send the signal when we are gone, even by kill -9.

    It is bound to the thread that spawns, so parts are spawned by threads that stay: the main one.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
