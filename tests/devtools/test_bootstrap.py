import ast
import sys
from pathlib import Path

import pytest

from cruddur.devtools import bootstrap


def test_old_pythons_can_read_it() -> None:
    ast.parse(Path(bootstrap.__file__).read_text(), feature_version=(3, 5))


def test_too_old_a_python_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(SystemExit) as exit_:
        bootstrap.main()
    assert exit_.value.code == (
        "Cruddur needs Python 3.11 or newer, and this is 3.9.2: install python3.11."
    )


def test_a_newer_python_beside_it_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "shutil.which", lambda name: f"/usr/bin/{name}" if name == "python3.12" else None
    )
    assert bootstrap.newer_python() == "/usr/bin/python3.12"
