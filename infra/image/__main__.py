"""`make image`: builds the image by buildah and drives it, where there is no container engine.

It stands on bases that debootstrap makes here, not on the official ones (bases.py): what is
proved is the Dockerfile and the app in it, not the base. Needs root, buildah and debootstrap.
`--keep` keeps the storage for the next time.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from cruddur.devtools import console
from cruddur.devtools.console import Refusal, step
from cruddur.devtools.install import ROOT, VAR
from cruddur.devtools.ports import problem_with
from cruddur.devtools.stack import Stack
from infra.image import bases, drive
from infra.image.container import Image

DIRECTORY = VAR / "image"
NAME = "localhost/cruddur:here"
TOOLS = {"buildah": "buildah", "debootstrap": "debootstrap", "unshare": "util-linux"}


def main(arguments: list[str]) -> int:
    try:
        _check_machine()
        started = time.monotonic()
        _build_and_drive(DIRECTORY)
    except (Refusal, drive.Failed) as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        if "--keep" not in arguments:
            shutil.rmtree(DIRECTORY / "storage", ignore_errors=True)
    print(
        f"The image does what it must, on a base that is not the official one"
        f" ({time.monotonic() - started:.0f} s)."
    )
    return 0


def _check_machine() -> None:
    if os.geteuid() != 0:
        raise Refusal("`make image` needs root: it makes file systems and changes into them.")
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if missing:
        raise Refusal(f"`make image` needs {', '.join(missing)}: apt install {' '.join(missing)}.")
    if problem := problem_with(8000):
        raise Refusal(f"Port 8000, which the image serves at, is {problem}.")


def _build_and_drive(directory: Path) -> None:
    storage, logs = directory / "storage", directory / "log"
    logs.mkdir(parents=True, exist_ok=True)
    buildah = [
        *("buildah", "--storage-driver=vfs"),
        *(f"--root={storage / 'root'}", f"--runroot={storage / 'run'}"),
    ]
    bases.make(buildah, directory, logs / "bases.log")
    _build(buildah, logs / "build.log")
    holder = _answer(buildah, "from", NAME)
    try:
        inspection = _answer(buildah, "inspect", "--type=image", NAME)
        image = Image.from_inspection(Path(_answer(buildah, "mount", holder)), inspection)
        size = sum(p.lstat().st_size for p in image.root.rglob("*") if p.is_file())
        console.show(f"  The image has {size / 2**20:.0f} MiB of files")
        _drive(image, directory / "stack", logs)
    finally:
        _answer(buildah, "rm", holder)


def _build(buildah: list[str], log: Path) -> None:
    revision = _answer(["git"], "rev-parse", "HEAD")
    console.run(
        "Building the image",
        [
            *(*buildah, "build", "--isolation=chroot", "--network=host", "--format=docker"),
            *("--pull-never", f"--build-arg=REVISION={revision}", f"--tag={NAME}"),
            *(f"--build-arg={arg}=docker.io/library/{name}" for arg, name in bases.names().items()),
            ".",
        ],
        cwd=ROOT,
        log=log,
    )


def _drive(image: Image, state: Path, logs: Path) -> None:
    with step("Looking at what is in it"):
        drive.look_inside(image)
    stack = Stack(state, durable=False, step=step)
    environment = {
        "SITE_URL": "https://cruddur.example",
        "ALLOWED_HOSTS": "127.0.0.1,cruddur.example",
        **stack.start(),
    }
    try:
        if stack.emulator is None:
            raise Refusal("The emulator is not there.")
        token = drive.somebody(stack.emulator, environment)
        with step("migrate"):
            drive.migrate(image, environment, logs / "migrate.log")
        with step("web: healthy, ready, without rights, gone when asked"):
            drive.serve_web(image, environment, logs / "web.log")
        with step("worker: up, gone when asked"):
            drive.work(image, environment, logs / "worker.log")
        with step("events: a stream is drained"):
            drive.drain_streams(image, environment, token, logs / "events.log")
    finally:
        stack.stop()
        shutil.rmtree(state, ignore_errors=True)


def _answer(command: list[str], *arguments: str) -> str:
    return subprocess.run(
        [*command, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
