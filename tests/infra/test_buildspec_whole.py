"""buildspec.yml with its real work: the frontend is built, the stacks are synthesised and checked.

Stand-ins: docker and aws, which need what is not here; installing, which needs a network; and
`make test`, which this may be part of.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cruddur.devtools.install import ROOT
from tests.infra.buildspec import run
from tests.infra.test_buildspec import AWS, DOCKER, PROJECT, RELEASE, stand_in

pytestmark = pytest.mark.slow

INSTALLED = (".venv", "infra/node_modules", "frontend/node_modules")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What git has, changes included, with what is installed here."""
    source = tmp_path / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    for name in INSTALLED:
        (source / name).symlink_to((ROOT / name).resolve())
    return source


def test_what_is_released_is_built_and_checked(clone: Path, tmp_path: Path) -> None:
    bin_, state = tmp_path / "bin", tmp_path / "state"
    bin_.mkdir()
    state.mkdir()
    npm = f'[ "$1" = ci ] || exec {shutil.which("npm")} "$@"'
    for name, does in {"make": "", "docker": DOCKER, "aws": AWS, "npm": npm}.items():
        stand_in(bin_ / name, does)
    build = run(
        clone / "buildspec.yml",
        source=clone,
        state=state,
        environment={
            **PROJECT,
            "PATH": f"{bin_}:{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "CALLS": str(tmp_path / "calls"),
        },
    )
    assert build.succeeded, build.output
    stacks = ("foundation", "data", "edge", "web", "app")
    assert {
        "release.txt",
        "cdk.out/manifest.json",
        *(f"cdk.out/cruddur-small-{stack}.template.json" for stack in stacks),
        "frontend/dist/index.html",
        "infra/release.py",
        "infra/package-lock.json",
    } <= build.artifacts
    assert RELEASE in (clone / "cdk.out/cruddur-small-app.template.json").read_text()
    assert not [path for path in build.artifacts if "node_modules" in path]
