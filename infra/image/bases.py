"""Bases for the image where there is no registry: Debian by debootstrap, under official names.

They are not the official ones. Debian's own Python stands where the official image has one that
it compiles itself, and Node is the one of this machine.
"""

import re
import shutil
import subprocess
from pathlib import Path

from cruddur.devtools import console
from cruddur.devtools.install import ROOT

AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
NAMED = re.compile(r"^ARG (PYTHON|NODE)=(\S+)$", re.MULTILINE)
# What the official image has, in Debian's packages.
PACKAGES = "ca-certificates,python3.13,python3-pip"


def names() -> dict[str, str]:
    """The bases that the Dockerfile stands on: PYTHON and NODE."""
    return dict(NAMED.findall((ROOT / "Dockerfile").read_text()))


def make(buildah: list[str], directory: Path, log: Path) -> None:
    """Make those that are missing from the local storage."""
    wanted = names()
    if all(_has(buildah, name) for name in wanted.values()):
        return
    debian = directory / "debian"
    release = wanted["PYTHON"].rsplit("-", 1)[-1]
    if not debian.exists():
        _debootstrap(release, debian, log)
    _commit(buildah, debian, wanted["PYTHON"], log)
    _add_node(debian)
    _commit(buildah, debian, wanted["NODE"], log)
    shutil.rmtree(debian)


def _has(buildah: list[str], name: str) -> bool:
    looked = subprocess.run([*buildah, "inspect", "--type=image", name], capture_output=True)
    return looked.returncode == 0


def _debootstrap(release: str, target: Path, log: Path) -> None:
    unfinished = target.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    console.run(
        f"Making Debian {release} by debootstrap",
        ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", release, str(unfinished)],
        cwd=ROOT,
        log=log,
    )
    # An engine brings devices of its own, and a package index is of no use any more.
    for emptied in ("dev", "var/cache/apt", "var/lib/apt/lists"):
        shutil.rmtree(unfinished / emptied)
        (unfinished / emptied).mkdir()
    for name in ("python", "python3"):
        (unfinished / "usr/local/bin" / name).symlink_to("/usr/bin/python3.13")
    # Whoever this machine trusts on its way to the index.
    shutil.copyfile(AUTHORITIES, unfinished / AUTHORITIES.relative_to("/"))
    unfinished.rename(target)


def _add_node(debian: Path) -> None:
    local = debian / "usr/local"
    node = Path(shutil.which("node") or "node").resolve()
    modules = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=True)
    shutil.copy(node, local / "bin" / "node")
    shutil.copytree(Path(modules.stdout.strip()) / "npm", local / "lib/node_modules/npm")
    (local / "bin" / "npm").symlink_to("../lib/node_modules/npm/bin/npm-cli.js")


def _commit(buildah: list[str], root: Path, name: str, log: Path) -> None:
    made = subprocess.run(
        [*buildah, "from", "scratch"], capture_output=True, text=True, check=True
    ).stdout.strip()
    settings = [
        "--env=PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        f"--env=NODE_EXTRA_CA_CERTS={AUTHORITIES}",
    ]
    for title, command in (
        (f"Filling {name}, which is not the official one", ["copy", made, str(root), "/"]),
        (f"Setting up {name}", ["config", *settings, made]),
        (f"Keeping {name}", ["commit", "--rm", made, f"docker.io/library/{name}"]),
    ):
        console.run(title, [*buildah, *command], cwd=ROOT, log=log)
