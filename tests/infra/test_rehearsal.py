"""All of it: deployed to the emulator, driven, updated, turned down, rolled back, taken down."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cruddur.devtools.install import ROOT, VAR

pytestmark = pytest.mark.slow

REHEARSE = [sys.executable, "-m", "infra.rehearsal"]


def test_the_cloud_is_rehearsed() -> None:
    done = subprocess.run(REHEARSE, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Stand-ins" in done.stdout


def test_an_interrupted_rehearsal_leaves_nothing_running() -> None:
    process = subprocess.Popen(REHEARSE, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    directory = VAR / "rehearsal" / str(process.pid)
    assert process.stdout
    assert "Starting an empty AWS account" in process.stdout.readline()
    time.sleep(5)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert not _with(str(directory))


def _with(words: str) -> list[str]:
    """The commands of processes that name these words."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if words in command:
            found.append(command)
    return found
