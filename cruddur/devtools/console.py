"""What `make` shows: one line per step, with its time, and plain sentences for refusals."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

LIVE = sys.stdout.isatty()
CLEAR_LINE = "\r\033[K"

Step = Callable[[str], AbstractContextManager[None]]


class Refusal(Exception):
    """The command cannot go on; the message is one sentence for the person who typed it."""


@contextmanager
def step(title: str) -> Iterator[None]:
    """Say what is being done, then that it is done and how long it took."""
    started = time.monotonic()
    show(f"  … {title}", live_only=True)
    try:
        yield
    except BaseException:
        _end_line(f"  ✗ {title}")
        raise
    _end_line(f"  ✓ {title} ({time.monotonic() - started:.1f} s)")


def silently(title: str) -> AbstractContextManager[None]:
    """A step that is not shown."""
    return nullcontext()


def run(
    title: str,
    argv: Sequence[str],
    *,
    cwd: Path,
    log: Path,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run a long command as a step, showing its latest line. Raises Refusal with its last ones."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with step(title), log.open("w") as log_file:
        process = subprocess.Popen(
            argv,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        with process:
            for line in process.stdout or ():
                log_file.write(line)
                show(f"  … {title}: {line.strip()}", live_only=True)
        if process.returncode:
            log_file.flush()
            tail = "\n    ".join(log.read_text().splitlines()[-15:])
            raise Refusal(
                f"{title} failed; the whole of it is in {log}, and it ended with:\n    {tail}"
            )


def show(text: str, *, live_only: bool = False) -> None:
    """Print a line; a live one is overwritten by the next and left out where nobody looks on."""
    if not live_only:
        _end_line(text)
    elif LIVE:
        print(f"{CLEAR_LINE}{text[:100]}", end="", flush=True)


def _end_line(text: str) -> None:
    print(f"{CLEAR_LINE if LIVE else ''}{text}", flush=True)
