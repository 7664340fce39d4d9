import os
from pathlib import Path

import pytest

from cruddur.devtools.console import Refusal
from cruddur.devtools.locks import exclusive


def test_a_second_holder_is_told_who_the_first_is(tmp_path: Path) -> None:
    lock = tmp_path / "running"
    with (
        exclusive(lock, "held by {pid}"),
        pytest.raises(Refusal, match=f"held by {os.getpid()}"),
        exclusive(lock, "held by {pid}"),
    ):
        pytest.fail("both hold it")


def test_the_lock_is_free_after_its_holder(tmp_path: Path) -> None:
    for _ in range(2):
        with exclusive(tmp_path / "running", "held by {pid}"):
            pass
