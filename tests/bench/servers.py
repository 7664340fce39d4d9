"""The servers that are driven: `web` as in production, and the floor, run in the same way."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cruddur.devtools.console import silently
from cruddur.devtools.environment import base_environment
from cruddur.devtools.parts import Part, start_all, stop_all
from cruddur.devtools.ports import LOOPBACK, listening_socket, port_of
from cruddur.devtools.probes import status_of
from cruddur.devtools.servers import Servers
from tests.bench import databases
from tests.bench.graph import Size

# Straight at `web`, which stands behind a CDN that speaks HTTPS.
AS_FROM_THE_CDN = {"X-Forwarded-Proto": "https"}


@dataclass
class BenchServers(Servers):
    floor_socket: socket.socket = field(default_factory=listening_socket)

    @property
    def floor_url(self) -> str:
        return f"http://{LOOPBACK}:{port_of(self.floor_socket)}"

    def close(self) -> None:
        super().close()
        self.floor_socket.close()

    def floor(self) -> Part:
        return self._gunicorn(
            "floor",
            ["tests.bench.floors.app", "-k", "gthread", "--workers=2"],
            self.floor_socket,
            lambda: status_of(f"{self.floor_url}/ready") == 204,
        )


def environment(stack: Mapping[str, str], size: Size) -> dict[str, str]:
    """Production's settings, on the database of one size."""
    return {
        **base_environment(),
        **stack,
        "DATABASE_URL": databases.url(stack["DATABASE_URL"], databases.name(size)),
        "DEBUG": "0",
        "ALLOWED_HOSTS": LOOPBACK,
        "SITE_URL": "https://cruddur.example",
    }


@dataclass(frozen=True)
class Pair:
    """The app and the floor at work on the same database."""

    size: Size
    app: Part
    floor: Part
    app_url: str
    floor_url: str


@contextmanager
def pair(stack: Mapping[str, str], size: Size, logs: Path) -> Iterator[Pair]:
    """Both servers, from their start to their end."""
    servers = BenchServers(environment(stack, size), logs / databases.name(size))
    web, floor = servers.web(), servers.floor()
    parts = [web, floor]
    try:
        start_all(parts)
        yield Pair(size, web, floor, servers.web_url, servers.floor_url)
    finally:
        stop_all(parts, silently)
        servers.close()


def worker(stack: Mapping[str, str], size: Size, logs: Path) -> Part:
    """The task worker on the database of one size, not started."""
    servers = BenchServers(environment(stack, size), logs / databases.name(size))
    servers.close()
    return servers.worker()
