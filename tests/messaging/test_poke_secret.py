"""The Lambda's secret where Secrets Manager has it, and what its lines say besides."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from typing import Any
from urllib.error import HTTPError
from uuid import uuid4

import boto3
import pytest

from apps.messaging import stream
from apps.messaging.entries import Moved

MOVED = Moved("01ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAW", ["alice"], [])


class Web:
    """The web process: takes pokes with its secret, and knows what it was asked with."""

    def __init__(self) -> None:
        self.secret = "first"
        self.given: list[str] = []
        self.status: int | None = None

    def answer(self, authorization: str) -> int:
        self.given.append(authorization)
        return self.status or (204 if authorization == f"Bearer {self.secret}" else 401)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(web.answer(self.headers["Authorization"]))
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    monkeypatch.setenv("POKE_URL", f"http://127.0.0.1:{server.server_port}/moved")
    monkeypatch.delenv("POKE_SECRET", raising=False)
    yield web
    server.shutdown()
    thread.join()
    server.server_close()


class Secret:
    def __init__(self, value: str) -> None:
        self.secrets: Any = boto3.client("secretsmanager")
        self.arn = self.secrets.create_secret(Name=uuid4().hex, SecretString=value)["ARN"]

    def change(self, value: str) -> None:
        self.secrets.put_secret_value(SecretId=self.arn, SecretString=value)


@pytest.fixture(params=["first", '{"SECRET_KEY": "x", "POKE_SECRET": "first"}'])
def secret(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Secret]:
    secret = Secret(request.param)
    monkeypatch.setenv("POKE_SECRET_ARN", secret.arn)
    stream._read_secret.cache_clear()
    yield secret
    stream._read_secret.cache_clear()
    secret.secrets.delete_secret(SecretId=secret.arn, ForceDeleteWithoutRecovery=True)


def test_it_is_read_once(web: Web, secret: Secret) -> None:
    stream.poke(MOVED)
    secret.change("second")
    stream.poke(MOVED)
    assert web.given == ["Bearer first", "Bearer first"]


def test_when_it_was_changed_it_is_read_again(web: Web, secret: Secret) -> None:
    stream.poke(MOVED)
    web.secret = "second"
    secret.change("second")
    stream.poke(MOVED)
    assert web.given == ["Bearer first", "Bearer first", "Bearer second"]


def test_what_stays_refused_is_tried_twice_and_loses_nothing(
    web: Web, secret: Secret, caplog: pytest.LogCaptureFixture
) -> None:
    web.secret = "another"
    stream._poke_all([MOVED, MOVED])
    assert len(web.given) == 2
    assert json.loads(caplog.messages[-1])["message"] == "poke failed"
    assert "first" not in caplog.text


def test_another_error_has_nothing_to_do_with_it(web: Web, secret: Secret) -> None:
    web.status = 503
    with pytest.raises(HTTPError):
        stream.poke(MOVED)
    assert len(web.given) == 1


def test_without_secrets_manager_nothing_is_lost(
    web: Web, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("POKE_SECRET_ARN", f"arn:of:nothing:{uuid4().hex}")
    stream._poke_all([MOVED])
    assert web.given == []
    assert json.loads(caplog.messages[-1])["message"] == "poke failed"


def test_a_secret_in_the_environment_is_never_asked_for_again(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POKE_SECRET", "first")
    stream.poke(MOVED)
    web.secret = "another"
    with pytest.raises(HTTPError):
        stream.poke(MOVED)
    assert len(web.given) == 2


def test_its_lines_say_in_which_invocation_and_release(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RELEASE", "5c1f2d3")
    context = SimpleNamespace(aws_request_id="8f5e-1")
    stream.handler({"Records": [{"dynamodb": {"SequenceNumber": "1"}}]}, context)
    line = json.loads(caplog.messages[-1])
    assert line["time"].endswith("Z")
    assert (line["request_id"], line["release"], line["level"]) == ("8f5e-1", "5c1f2d3", "ERROR")
