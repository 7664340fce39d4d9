"""This release works on what the next one's migrations may make of its tables."""

import os
import re
import subprocess
import sys

import pytest

from cruddur.devtools.environment import base_environment
from cruddur.devtools.install import ROOT

pytestmark = pytest.mark.slow

ROOMS = ("posts", "timelines", "profiles", "account", "media", "pages", "realtime")


def test_every_room_works_on_a_schema_of_a_release_later() -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "tests.architecture.expanded", "-x"),
            *(f"tests/{room}" for room in ROOMS),
        ],
        cwd=ROOT,
        # A stack of its own: this run's is of this release.
        env=base_environment() | {"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    expanded = re.search(r"^(\d+) tables were of a release later", done.stdout, re.MULTILINE)
    assert expanded
    assert int(expanded[1]) > 20
