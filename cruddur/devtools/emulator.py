"""The AWS emulator: MiniStack, in its own virtual environment, on loopback."""

import os
import urllib.error
import urllib.request
from pathlib import Path

from cruddur.devtools.parts import Part
from cruddur.devtools.ports import LOOPBACK, listening_socket, port_of

REGION = "us-east-1"
LAUNCHER = Path(__file__).with_name("emulator_launcher.py")


class Emulator:
    """One emulator with its state in `directory`, or in memory only where it is not durable."""

    def __init__(self, directory: Path, log: Path, python: Path, *, durable: bool = True) -> None:
        self.directory = directory
        self.log = log
        self.python = python
        self.durable = durable
        self.socket = listening_socket()
        self.url = f"http://{LOOPBACK}:{port_of(self.socket)}"

    def part(self) -> Part:
        for name in ("state", "s3", "tmp"):
            (self.directory / name).mkdir(parents=True, exist_ok=True)
        return Part(
            name="emulator",
            argv=[str(self.python), str(LAUNCHER), str(self.socket.fileno())],
            env=self._environment(),
            log=self.log,
            cwd=self.directory,
            is_ready=self._answers,
            inherited_fds=(self.socket.fileno(),),
        )

    def _environment(self) -> dict[str, str]:
        persist = "1" if self.durable else "0"
        return {
            "PATH": os.environ["PATH"],
            "GATEWAY_PORT": str(port_of(self.socket)),
            "BIND_HOST": LOOPBACK,
            "PERSIST_STATE": persist,
            "STATE_DIR": str(self.directory / "state"),
            "S3_PERSIST": persist,
            "S3_DATA_DIR": str(self.directory / "s3"),
            "TMPDIR": str(self.directory / "tmp"),
            "AUTH": "true",  # or any confirmation code is right
            "LAMBDA_EXECUTOR": "local",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "PYTHONUNBUFFERED": "1",
        }

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False
