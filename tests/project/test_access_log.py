"""What gunicorn logs of requests, for web and events."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from cruddur.devtools.install import ROOT
from cruddur.devtools.ports import LOOPBACK, listening_socket, port_of

PATIENCE_SECONDS = 20
EVENTS = ("tests.realtime.served", "-k", "cruddur.events_worker.EventsWorker")
WEB = ("cruddur.wsgi", "-k", "gthread", "--threads=2")


class Served:
    def __init__(self, port: int, out: Path, errors: Path) -> None:
        self.port = port
        self.out = out
        self.errors = errors

    def ask(self, path: str, **headers: str) -> Any:
        connection = HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE_SECONDS)
        connection.request("GET", path, headers={"Host": "testserver", **headers})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def lines(self, at_least: int) -> list[Any]:
        """The access log, once it has so many lines."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(found := self.out.read_text().splitlines()) < at_least:
            assert time.monotonic() < deadline, found
            time.sleep(0.02)
        return [json.loads(line) for line in found]


@contextmanager
def serving(tmp_path: Path, *arguments: str) -> Iterator[Served]:
    listener = listening_socket()
    served = Served(port_of(listener), tmp_path / "out", tmp_path / "errors")
    with served.out.open("w") as out, served.errors.open("w") as errors:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", *arguments, "--no-control-socket"),
                *("--config=python:cruddur.gunicorn_conf", f"--bind=fd://{listener.fileno()}"),
            ],
            cwd=ROOT,
            pass_fds=[listener.fileno()],
            stdout=out,
            stderr=errors,
        )
        try:
            yield served
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)
            listener.close()


@pytest.fixture(params=[WEB, EVENTS], ids=["web", "events"])
def served(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "cruddur.settings")
    monkeypatch.setenv("RELEASE", "5c1f2d3")
    with serving(tmp_path, *request.param) as served:
        yield served


def test_a_request_is_a_line_without_its_query_and_its_token(served: Served) -> None:
    path = "/api/v1/nothing"
    answer = served.ask(
        f"{path}?token=private",
        **{"X-Request-Id": "trace-me-12345", "Authorization": "Bearer private"},
    )
    [line] = served.lines(1)
    assert answer.headers["x-request-id"] == line["request_id"] == "trace-me-12345"
    assert line.pop("time").endswith("Z")
    assert line.pop("ms") >= 0
    assert line == {
        "level": "INFO",
        "logger": "gunicorn.access",
        "message": f"GET {path} 404",
        "request_id": "trace-me-12345",
        "method": "GET",
        "path": path,
        "status": 404,
        "release": "5c1f2d3",
    }


def test_health_checks_that_succeed_are_not_logged(served: Served) -> None:
    assert served.ask("/healthz").status == 200
    served.ask("/api/v1/nothing")
    assert [line["path"] for line in served.lines(1)] == ["/api/v1/nothing"]


def test_what_gunicorn_says_itself_is_json_too(served: Served) -> None:
    served.ask("/healthz")
    lines = [json.loads(line) for line in served.errors.read_text().splitlines()]
    assert lines
    assert {line["release"] for line in lines} == {"5c1f2d3"}
