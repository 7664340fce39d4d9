import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cruddur.devtools.parts import Part, PartFailed
from cruddur.devtools.supervisor import RESTARTS, Supervisor

MakePart = Callable[..., Part]


@pytest.fixture
def make_part(tmp_path: Path) -> Iterator[MakePart]:
    made: list[Part] = []

    def make(code: str) -> Part:
        part = Part("child", [sys.executable, "-c", code], os.environ, tmp_path / "log", tmp_path)
        made.append(part)
        return part

    yield make
    for part in made:
        part.stop()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.02)


def test_a_dead_part_is_restarted_and_repaired(make_part: MakePart) -> None:
    part = make_part("import time; time.sleep(60)")
    told: list[str] = []
    repaired: list[bool] = []
    part.repair = lambda: repaired.append(True)
    part.start()
    assert part.process
    part.process.kill()
    part.process.wait()

    Supervisor([part], told.append).check()

    assert part.is_running()
    assert repaired
    assert told[0].startswith("child was killed by SIGKILL")


def test_a_part_that_keeps_dying_stops_the_whole_with_its_last_words(make_part: MakePart) -> None:
    part = make_part("print('no space left on device'); raise SystemExit(7)")
    part.spawn()
    supervisor = Supervisor([part], lambda sentence: None)

    def check_after_each_death() -> None:
        for _ in range(RESTARTS + 1):
            wait_for(lambda: not part.is_running())
            supervisor.check()

    with pytest.raises(PartFailed, match="exit code 7") as failure:
        check_after_each_death()
    assert "no space left on device" in str(failure.value)
    assert "restarted 3 times in vain" in str(failure.value)


def test_a_part_that_never_gets_ready_is_explained(make_part: MakePart) -> None:
    part = make_part("import time; time.sleep(60)")
    part.is_ready, part.ready_seconds = lambda: False, 0.1
    with pytest.raises(PartFailed, match="child was not ready after"):
        part.start()
    assert not part.is_running()


def test_stopping_takes_the_whole_group_along(make_part: MakePart, tmp_path: Path) -> None:
    part = make_part(
        "import subprocess, time\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        "open('pid', 'w').write(str(child.pid))\n"
        "time.sleep(60)"
    )
    pid_file = tmp_path / "pid"
    part.is_ready = lambda: pid_file.exists() and bool(pid_file.read_text())
    part.start()
    part.stop()
    wait_for(lambda: not is_alive(int(pid_file.read_text())))


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's")
def test_parts_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from cruddur.devtools.parts import Part\n"
        f"part = Part('child', ['sleep', '60'], os.environ, Path({str(tmp_path / 'log')!r}),"
        f" Path({str(tmp_path)!r}))\n"
        "part.start(); print(part.process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as supervisor:
        assert supervisor.stdout
        child = int(supervisor.stdout.readline())
        assert is_alive(child)
        supervisor.send_signal(signal.SIGKILL)
    wait_for(lambda: not is_alive(child))
