"""The event stream on real sockets, served by gunicorn as in production."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import pytest
from django.db import connection

from apps.realtime import bus
from apps.realtime.services import publish
from cruddur.devtools.install import ROOT
from cruddur.devtools.ports import LOOPBACK, listening_socket, port_of

pytestmark = pytest.mark.django_db(transaction=True)

GRACE_SECONDS = 5
PATIENCE_SECONDS = 20


@contextmanager
def serving(grace: int = GRACE_SECONDS) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A gunicorn and its port."""
    where = bus._parameters()
    database = f"postgresql://{where['user']}:{where['password']}@{where['host']}:{where['port']}"
    listener = listening_socket()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "tests.realtime.served"),
            *("-k", "cruddur.events_worker.EventsWorker", "--no-control-socket"),
            *(f"--bind=fd://{listener.fileno()}", f"--graceful-timeout={grace}"),
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cruddur.settings",
            "DATABASE_URL": f"{database}/{where['dbname']}",
        },
        pass_fds=[listener.fileno()],
    )
    try:
        yield process, port_of(listener)
    finally:
        process.kill()
        process.wait()
        listener.close()


class Listener:
    """One stream, read only when asked to."""

    def __init__(self, port: int, person: str) -> None:
        self.socket = socket.create_connection((LOOPBACK, port), timeout=PATIENCE_SECONDS)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        self.read = b""
        request = (
            f"GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {person}\r\n\r\n"
        )
        self.socket.sendall(request.encode())

    def until(self, pattern: str) -> re.Match[str]:
        """Read on until this has come; it is shorter than 200 characters."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (found := re.search(pattern, self.read.decode())):
            part = self.socket.recv(65536)
            assert part, self.read
            assert time.monotonic() < deadline, pattern
            self.read = self.read[-200:] + part
        self.read = self.read[found.end() :]
        return found

    def is_let_go(self) -> bool:
        while part := self.socket.recv(65536):
            self.read += part
        return self.read.endswith(b"0\r\n\r\n")


def tell(person: str, **data: Any) -> None:
    publish([person], "post", data)


def heard(port: int, person: str) -> Listener:
    """A stream that the bus is known to reach."""
    listener = Listener(port, person)
    listener.until(r"HTTP/1.1 200")
    listener.until(r"event: hello")
    deadline = time.monotonic() + PATIENCE_SECONDS
    listener.socket.settimeout(0.3)
    while time.monotonic() < deadline:
        tell(person, post_id="ready")
        try:
            listener.until("ready")
        except TimeoutError:
            continue
        listener.socket.settimeout(PATIENCE_SECONDS)
        return listener
    raise AssertionError("the bus is not heard")


def test_who_does_not_read_slows_nobody_and_fetches_in_the_end() -> None:
    with serving() as (_, port):
        slow, quick = heard(port, "slow"), heard(port, "quick")
        # More than the kernel keeps for who does not read.
        filler = "x" * 7000
        for number in range(1500):
            publish(["slow", "quick"], "post", {"post_id": f"<{number}>", "filler": filler})
            quick.until(f"<{number}>")
        # What it lost is told in one word, and after that it hears again.
        tell("slow", post_id="<last>")
        slow.until(r"event: resync")
        slow.until("<last>")


def test_on_sigterm_streams_go_elsewhere_before_the_process_does() -> None:
    with serving() as (process, port):
        staying, going = heard(port, "staying"), heard(port, "going")
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        for listener in (staying, going):
            after = orjson.loads(listener.until(r"event: bye\ndata: ({.*?})\n")[1])["after"]
            assert 0 <= after <= 200
        assert time.monotonic() - began < 1
        going.socket.close()
        # Until it is elsewhere it hears what happens.
        tell("staying", post_id="late")
        staying.until("late")
        assert staying.is_let_go()
        assert time.monotonic() - began < GRACE_SECONDS
        assert process.wait(GRACE_SECONDS) == 0


def test_with_nobody_left_the_process_goes_without_waiting() -> None:
    with serving(grace=30) as (process, port):
        listener = heard(port, "alice")
        process.send_signal(signal.SIGTERM)
        listener.until(r"event: bye")
        listener.socket.close()
        assert process.wait(10) == 0
    connection.close()
