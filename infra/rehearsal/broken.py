"""Releases that must not get through: one that cannot start, one whose migration fails."""

import shutil
from pathlib import Path

from cruddur.devtools.install import ROOT

CANNOT_START = 'raise RuntimeError("A release that cannot start.")\n'
CANNOT_MIGRATE = """\
import sys

sys.exit("A migration that fails." if "migrate" in sys.argv else 0)
"""


def that_cannot_start(directory: Path) -> Path:
    """This clone's code, but that `web` ends as soon as it is started."""
    _copy(directory, "cruddur")
    shutil.copytree(ROOT / "cruddur", directory / "cruddur", ignore=_installed)
    (directory / "cruddur" / "wsgi.py").write_text(CANNOT_START)
    return directory


def that_cannot_migrate(directory: Path) -> Path:
    _copy(directory, "manage.py")
    (directory / "manage.py").write_text(CANNOT_MIGRATE)
    return directory


def _copy(directory: Path, less: str) -> None:
    """All of the clone by links, less one."""
    directory.mkdir(parents=True)
    for entry in ROOT.iterdir():
        if entry.name != less:
            (directory / entry.name).symlink_to(entry)


def _installed(directory: str, names: list[str]) -> set[str]:
    return {"node_modules", "__pycache__"} & set(names)
