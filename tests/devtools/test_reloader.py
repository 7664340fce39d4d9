import os
import sys
from pathlib import Path

import pytest

from cruddur.devtools import reloader
from cruddur.devtools.parts import Part


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "apps" / "views.py"
    path.parent.mkdir()
    path.write_text("one")
    monkeypatch.setattr(reloader, "WATCHED", (path.parent,))
    return path


def sleeping_part(folder: Path) -> Part:
    code = "import time; time.sleep(60)"
    return Part("web", [sys.executable, "-c", code], os.environ, folder / "log", folder)


def test_a_change_restarts_the_parts(source: Path, tmp_path: Path) -> None:
    part = sleeping_part(tmp_path)
    told: list[str] = []
    part.start()
    watching = reloader.Reloader([part], told.append)
    before = part.process

    watching.check()
    assert part.process is before
    os.utime(source, (1, 1))
    watching.check()

    assert part.process is not before
    assert told == ["views.py changed: restarting.", "Restarted."]
    part.stop()


def test_code_that_does_not_start_waits_for_the_next_change(source: Path, tmp_path: Path) -> None:
    part = sleeping_part(tmp_path)
    told: list[str] = []
    part.start()
    watching = reloader.Reloader([part], told.append)
    part.argv, part.is_ready = [sys.executable, "-c", "broken code"], lambda: False

    os.utime(source, (1, 1))
    watching.check()
    watching.check()

    assert "SyntaxError" in told[1]
    assert told[1].endswith("Waiting for a change.")
    assert len(told) == 2
