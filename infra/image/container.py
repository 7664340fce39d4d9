"""Runs an image's commands as an engine would, with nothing but the kernel's own means.

Its root is read-only but for /tmp, the user is the image's, the process is the first of its own
tree and may gain no rights. The network is the machine's. Needs root.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ENTER = """
set -eu
mount --make-rprivate /
mount --bind "$0" "$0"
mount -o remount,bind,ro "$0"
mount --rbind /dev "$0/dev"
mount -t proc proc "$0/proc"
mount -t tmpfs -o mode=1777 tmpfs "$0/tmp"
exec "$@"
"""


@dataclass(frozen=True)
class Image:
    """What an engine reads from an image, and where its files lie."""

    root: Path
    user: str
    directory: str
    environment: Mapping[str, str]
    command: Sequence[str]
    healthcheck: Sequence[str]

    @classmethod
    def from_inspection(cls, root: Path, inspection: str) -> Self:
        """From what `buildah inspect --type=image` says."""
        found: dict[str, Any] = json.loads(inspection)["Docker"]["config"]
        return cls(
            root=root,
            user=found["User"],
            directory=found["WorkingDir"],
            environment=dict(entry.split("=", 1) for entry in found["Env"]),
            command=found["Cmd"],
            healthcheck=found["Healthcheck"]["Test"][1:],  # the first says that it is exec form
        )

    def run(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> "Container":
        """Start the command with this environment on top of the image's own."""
        with log.open("ab") as file:
            process = subprocess.Popen(
                [*_outside(self), *command],
                env={**self.environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return Container(process, log)


def _outside(image: Image) -> list[str]:
    tools = {name: _tool(name) for name in ("unshare", "setpriv", "chroot", "sh")}
    return [
        *(tools["unshare"], "--mount", "--pid", "--fork", "--kill-child"),
        *(tools["sh"], "-c", ENTER, str(image.root)),
        *(tools["setpriv"], "--no-new-privs"),
        *(tools["chroot"], f"--userspec={image.user}", "--groups=", str(image.root)),
        *("/usr/bin/env", f"--chdir={image.directory}"),
    ]


def _tool(name: str) -> str:
    """Where it is here: the image's PATH is another."""
    path = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if path is None:
        raise FileNotFoundError(name)
    return path


@dataclass
class Container:
    """A running command of an image."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def first(self) -> int:
        """What the machine calls the process that is number 1 inside."""
        outer = self.process.pid
        children = Path(f"/proc/{outer}/task/{outer}/children").read_text().split()
        return int(children[0])

    def facts(self) -> dict[str, str]:
        """What the kernel says of that process, by name."""
        lines = Path(f"/proc/{self.first}/status").read_text().splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}

    def terminate(self) -> None:
        os.kill(self.first, signal.SIGTERM)

    def wait(self, seconds: float) -> int:
        """Its exit code. Raises TimeoutExpired, having killed it."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def stop(self, seconds: float) -> tuple[int, float]:
        """SIGTERM; its exit code, and how long it took."""
        asked = time.monotonic()
        self.terminate()
        return self.wait(seconds), time.monotonic() - asked

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
