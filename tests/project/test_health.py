"""What load balancers ask: by address, over plain HTTP."""

import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import DatabaseError
from pytest_django import Settings
from rest_framework.test import APIClient

from apps.core.logs import JsonFormatter
from cruddur import health

BY_ADDRESS = {"host": "10.0.3.17:8000"}


@pytest.fixture
def over_https(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True


def test_the_process_is_up_and_needs_no_database_to_say_so(over_https: None) -> None:
    answer = APIClient().get("/healthz", headers=BY_ADDRESS)
    assert (answer.status_code, answer.json()) == (200, {"status": "up"})
    assert answer["x-request-id"]


def test_it_is_ready_when_database_and_table_answer(db: None, over_https: None) -> None:
    answer = APIClient().get("/readyz", headers=BY_ADDRESS)
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")


def test_what_does_not_answer_is_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(health, "connection", SimpleNamespace(cursor=away))
    monkeypatch.setattr(health, "table_answers", lambda: True)
    answer = APIClient().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "database": False, "table": True}
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    said = {line.get("request_id") for line in lines if line["logger"] == "django.request"}
    assert said == {answer["x-request-id"]}


@pytest.mark.parametrize(
    "path", ["/api/v1/config", "/healthz/", "/api/v1/healthz", "/admin/login/"]
)
def test_nothing_else_is_answered_by_address(db: None, path: str) -> None:
    answer = APIClient(raise_request_exception=False).get(path, headers=BY_ADDRESS)
    assert answer.status_code == 400


def test_everything_else_is_asked_for_over_https(over_https: None) -> None:
    assert APIClient().get("/api/v1/config").status_code == 301


@pytest.fixture
def asked_of(settings: Settings, over_https: None) -> Callable[[str, str], int]:
    """The answer where `header` says https, of a process that listens to `listened`."""

    def ask(listened: str, header: str) -> int:
        settings.SECURE_PROXY_SSL_HEADER = (
            "HTTP_" + listened.upper().replace("-", "_"),
            "https",
        )
        return APIClient().get("/api/v1/config", headers={header: "https"}).status_code

    return ask


def test_only_the_header_that_is_named_says_https(asked_of: Callable[[str, str], int]) -> None:
    ours, theirs = "cloudfront-forwarded-proto", "x-forwarded-proto"
    assert asked_of(ours, ours) == asked_of(theirs, theirs) == 200
    assert asked_of(ours, theirs) == asked_of(theirs, ours) == 301
