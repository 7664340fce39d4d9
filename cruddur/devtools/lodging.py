"""As whom and where PostgreSQL runs: it refuses to be root, or nameless. Standard library only."""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534
# In a user namespace of its own one is somebody else, and all files stay where they are.
AS_SOMEONE_ELSE = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
# Else it has to be a real other user. The signal is for when we are gone: see parts.py.
AS_NOBODY = (
    "setpriv",
    f"--reuid={NOBODY}",
    f"--regid={NOBODY}",
    "--clear-groups",
    "--pdeathsig=INT",
)


@dataclass(frozen=True)
class Lodging:
    """What to put before PostgreSQL's commands, where its files go and its programs are."""

    prefix: tuple[str, ...]
    directory: Path
    native: Path

    def give(self, path: Path) -> None:
        """Make the path belong to the user that PostgreSQL runs as."""
        if self.prefix == AS_NOBODY:
            os.chown(path, NOBODY, NOBODY)


def find_lodging(directory: Path, native: Path) -> Lodging:
    """Where PostgreSQL can live whose files should be in `directory`."""
    if os.geteuid() != 0 and _has_a_name():
        return _prepared(Lodging((), directory, native))
    if may_unshare():
        return _prepared(Lodging(AS_SOMEONE_ELSE, directory, native))
    if os.geteuid() != 0:
        return _prepared(Lodging((), directory, native))
    elsewhere = home_elsewhere(directory)
    _make_home(elsewhere)
    shutil.rmtree(elsewhere / "native", ignore_errors=True)
    shutil.copytree(native, elsewhere / "native", symlinks=True)
    return _prepared(Lodging(AS_NOBODY, elsewhere / "cluster", elsewhere / "native"))


def home_elsewhere(directory: Path) -> Path:
    """A place that nobody can reach: a clone below root's home is out of their sight."""
    name = hashlib.sha256(str(directory.resolve()).encode()).hexdigest()[:12]
    return Path("/var/tmp") / f"cruddur-{name}"  # noqa: S108  (made below, and must be ours)


def _has_a_name() -> bool:
    """PostgreSQL looks itself up; in a container one may be a number without a name."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True


def may_unshare() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*AS_SOMEONE_ELSE, "true"], capture_output=True).returncode == 0


def _make_home(home: Path) -> None:
    home.mkdir(mode=0o755, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid != os.geteuid():
        raise PermissionError(f"{home} is not ours")


def _prepared(lodging: Lodging) -> Lodging:
    lodging.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    lodging.give(lodging.directory)
    return lodging
