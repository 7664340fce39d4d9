"""The processes of Cruddur as parts: worker, events, web, and what stands before them."""

import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from cruddur.devtools.install import FRONTEND, PYTHON, ROOT
from cruddur.devtools.parts import Part
from cruddur.devtools.ports import LOOPBACK, listening_socket, port_of
from cruddur.devtools.probes import answers, status_of

VITE = FRONTEND / "node_modules" / "vite" / "bin" / "vite.js"


@dataclass
class Servers:
    """Makes the parts. `live` ones are for developing: fewer processes, quick to restart."""

    environment: dict[str, str]
    logs: Path
    live: bool = False
    web_socket: socket.socket = field(default_factory=listening_socket)
    events_socket: socket.socket = field(default_factory=listening_socket)

    @property
    def web_url(self) -> str:
        return f"http://{LOOPBACK}:{port_of(self.web_socket)}"

    @property
    def events_url(self) -> str:
        return f"http://{LOOPBACK}:{port_of(self.events_socket)}"

    def close(self) -> None:
        self.web_socket.close()
        self.events_socket.close()

    def web(self) -> Part:
        return self._gunicorn(
            "web",
            ["cruddur.wsgi", "-k", "gthread", "--workers=1" if self.live else "--workers=2"],
            self.web_socket,
            lambda: answers(f"{self.web_url}/healthz") and answers(f"{self.web_url}/readyz"),
        )

    def events(self) -> Part:
        return self._gunicorn(
            "events",
            ["cruddur.asgi", "-k", "cruddur.events_worker.EventsWorker", "--workers=1"],
            self.events_socket,
            lambda: status_of(f"{self.events_url}/api/v1/events") is not None,
        )

    def worker(self) -> Part:
        part = self._part(
            "worker",
            [
                *(str(PYTHON), "manage.py", "procrastinate", "worker", "--delete-jobs=successful"),
                # So that an export, which takes minutes, keeps nothing else from being done.
                "--concurrency=3",
            ],
        )
        database_url = self.environment["DATABASE_URL"]
        part.is_ready = lambda: _worker_reported(database_url, within=part.age() + 1)
        return part

    def frontend(self, port: int) -> Part:
        """The app and, under the same origin, the way to the API: what CloudFront is on AWS."""
        url = f"http://{LOOPBACK}:{port}"
        part = self._part(
            "frontend",
            [
                shutil.which("node") or "node",
                str(VITE),
                *(() if self.live else ("preview",)),
                f"--port={port}",
                "--strictPort",
                f"--host={LOOPBACK}",
            ],
        )
        part.is_ready = lambda: answers(f"{url}/") and answers(f"{url}/healthz")
        part.cwd = FRONTEND
        part.env = self.environment | {
            "WEB_ORIGIN": self.web_url,
            "EVENTS_ORIGIN": self.events_url,
            **self._aws_origins(),
        }
        return part

    def _aws_origins(self) -> dict[str, str]:
        """Where the page's policy lets it go beside its own origin, and where pictures are."""
        bucket = self.environment["MEDIA_BUCKET"]
        emulator = self.environment.get("COGNITO_ENDPOINT")
        if emulator:
            return {
                "COGNITO_ORIGIN": emulator,
                "UPLOADS_ORIGIN": emulator,
                "MEDIA_ORIGIN": f"{emulator}/{bucket}",
            }
        # On AWS the policy allows Cognito by itself, and the bucket shows pictures to the CDN
        # alone: who wants to see them names the CDN as MEDIA_ORIGIN.
        region = self.environment["AWS_REGION"]
        return {"UPLOADS_ORIGIN": f"https://{bucket}.s3.{region}.amazonaws.com"}

    def _gunicorn(
        self, name: str, arguments: list[str], listener: socket.socket, ready: Callable[[], bool]
    ) -> Part:
        part = self._part(
            name,
            [
                *(str(PYTHON), "-m", "gunicorn"),
                *arguments,
                f"--bind=fd://{listener.fileno()}",
                "--threads=8",
                # Longer than whatever stands before it keeps idle connections, as for CloudFront.
                "--keep-alive=75",
                "--no-control-socket",
                f"--graceful-timeout={1 if self.live else 3}",
            ],
        )
        part.is_ready = ready
        part.inherited_fds = (listener.fileno(),)
        return part

    def _part(self, name: str, argv: list[str]) -> Part:
        return Part(
            name=name,
            argv=argv,
            env=self.environment,
            log=self.logs / f"{name}.log",
            cwd=ROOT,
        )


def _worker_reported(database_url: str, *, within: float) -> bool:
    """Whether a task worker has told the database within so many seconds that it is at work."""
    with psycopg.connect(database_url, connect_timeout=2) as connection:
        found = connection.execute(
            "SELECT 1 FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s)",
            [within],
        )
        return found.fetchone() is not None
