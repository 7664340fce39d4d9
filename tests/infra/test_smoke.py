"""The parts of the smoke test: sign-in by SRP with the emulator's Cognito, events, words.

The whole of it walks through a running Cruddur in tests/e2e/test_smoke.py.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from infra import smoke, visitor
from infra.guest import Guest, by_code, by_right, newcomer
from infra.srp import Exchange
from infra.visitor import NotAsMeant, Visitor

SIGN_UP_CODE = "123456"


@pytest.fixture
def config() -> dict[str, Any]:
    """What the site says of its user pool: here the emulator's."""
    return {
        "region": os.environ["AWS_REGION"],
        "user_pool_id": os.environ["COGNITO_USER_POOL_ID"],
        "client_id": os.environ["COGNITO_CLIENT_ID"],
        "cognito_endpoint": os.environ["COGNITO_ENDPOINT"],
    }


@pytest.fixture
def guest(config: dict[str, Any]) -> Guest:
    guest = newcomer(config, "https://cruddur.example", None)
    guest.sign_up()
    return guest


@contextmanager
def serving(answers: dict[str, tuple[int, str]]) -> Iterator[str]:
    """A site that gives these answers; its address. Asked for the host, it says which it heard."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, text = answers[self.path]
            body = text.format(host=self.headers["Host"]).encode()
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_guest_signs_in_without_sending_the_password(guest: Guest) -> None:
    by_code(SIGN_UP_CODE)(guest)
    guest.sign_in()
    assert guest.visitor.token
    known = boto3.client("cognito-idp").get_user(AccessToken=guest.visitor.token)
    said = {each["Name"]: each["Value"] for each in known["UserAttributes"]}
    assert said["preferred_username"] == guest.handle


def test_a_sign_up_is_confirmed_by_right(guest: Guest) -> None:
    by_right(guest)
    guest.sign_in()
    assert guest.visitor.token


def test_a_wrong_password_is_refused(guest: Guest) -> None:
    by_right(guest)
    guest.password = "wrong"
    with pytest.raises(ClientError, match="NotAuthorizedException"):
        guest.sign_in()


def test_who_has_not_confirmed_is_refused(guest: Guest) -> None:
    with pytest.raises(ClientError, match="UserNotConfirmedException"):
        guest.sign_in()


def test_the_time_is_written_as_cognito_reads_it() -> None:
    exchange = Exchange("us-east-1_pool", "password", secret=7)
    challenge = {"USER_ID_FOR_SRP": "sub", "SECRET_BLOCK": "", "SRP_B": "5", "SALT": "a"}
    at = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert exchange.answer(challenge, at)["TIMESTAMP"] == "Tue Feb 3 04:05:06 UTC 2026"


def test_a_server_cannot_choose_the_key() -> None:
    exchange = Exchange("us-east-1_pool", "password")
    challenge = {"USER_ID_FOR_SRP": "sub", "SECRET_BLOCK": "", "SRP_B": "0", "SALT": "a"}
    with pytest.raises(ValueError, match="SRP_B"):
        exchange.answer(challenge)


def test_nobody_gets_mail_who_has_not_asked_for_it(guest: Guest) -> None:
    assert guest.email.endswith("@simulator.amazonses.com")


def test_one_can_be_sent_another_way() -> None:
    with serving({"/": (200, "{host}")}) as server:
        stranger = Visitor("https://d123.cloudfront.net", through=server)
        assert stranger.get("/").text == "d123.cloudfront.net"


def test_what_is_answered_otherwise_is_told() -> None:
    with (
        serving({"/healthz": (503, "not\nyet")}) as server,
        pytest.raises(NotAsMeant, match="GET /healthz was answered 503: not yet"),
    ):
        Visitor(server).get("/healthz")


def test_who_does_not_answer_is_told_of() -> None:
    with pytest.raises(NotAsMeant, match="was not answered"):
        Visitor("http://127.0.0.1:9").get("/healthz")


def test_a_stream_is_read_event_by_event() -> None:
    told = (
        'event: hello\ndata: {{"stream": "s"}}\n\n: beat\n\n'
        'id: 1\nevent: post\ndata: {{"post_id": "1"}}\n\n'
        'id: 2\nevent: post\ndata: {{"post_id": "2"}}\n\n'
    )
    with (
        serving({"/api/v1/events": (200, told)}) as server,
        Visitor(server, token="t").listening() as stream,
    ):
        assert stream.wait_for("post", post_id="2") == {"post_id": "2"}
        with pytest.raises(NotAsMeant, match="ended"):
            stream.wait_for("inbox")


def test_what_is_not_told_in_time_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "EVENT_SECONDS", 0)
    with (
        serving({"/api/v1/events": (200, "event: hello\ndata: {{}}\n\n")}) as server,
        pytest.raises(NotAsMeant, match="did not tell of `hello` within 0 s"),
        Visitor(server, token="t").listening(),
    ):
        pass


def test_a_site_that_is_down_ends_with_words(capsys: pytest.CaptureFixture[str]) -> None:
    with serving({"/": (503, "no tasks")}) as server:
        assert smoke.main([server]) == 1
    said = capsys.readouterr().out
    assert "✗ The app's page comes" in said
    assert f"{server} does not work: GET / was answered 503: no tasks" in said
