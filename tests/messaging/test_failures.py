"""When DynamoDB does not do its part."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from pynamodb.connection import Connection
from pynamodb.exceptions import CancellationReason, VerboseClientError

from apps.messaging import store
from apps.profiles.models import User
from tests.conftest import Client
from tests.messaging.conftest import Published

pytestmark = pytest.mark.django_db
URL = "/api/v1/conversations"


def refusal(code: str, *reasons: str) -> Exception:
    return VerboseClientError(
        {"Error": {"Code": code, "Message": ""}},
        "Operation",
        cancellation_reasons=[CancellationReason(reason) if reason else None for reason in reasons],
    )


FOR_NOW = [
    refusal("ProvisionedThroughputExceededException"),
    refusal("ThrottlingException"),
    refusal("RequestLimitExceeded"),
    refusal("InternalServerError"),
    ReadTimeoutError(endpoint_url="http://nowhere"),
]


def fail(monkeypatch: pytest.MonkeyPatch, *errors: Exception, only: str | None = None) -> list[str]:
    """Have the next calls of DynamoDB fail (`only` some of them); the last error stays.

    The operations asked for.
    """
    asked: list[str] = []
    call = Connection._make_api_call
    left = list(errors)

    def failing(self: Connection, operation: str, arguments: Any) -> Any:
        asked.append(operation)
        if left and only in (None, operation):
            raise left.pop(0) if len(left) > 1 else left[0]
        return call(self, operation, arguments)

    monkeypatch.setattr(Connection, "_make_api_call", failing)
    monkeypatch.setattr("apps.messaging.dynamo.time.sleep", lambda seconds: None)
    return asked


@pytest.mark.parametrize("error", FOR_NOW)
def test_what_may_work_later_is_503_on_every_route(
    api: Client,
    alice: User,
    bob: User,
    talk: str,
    published: Published,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    fail(monkeypatch, error)
    one = f"{URL}/{talk}"
    speaking = api(alice)
    answers = [
        speaking.get(URL),
        speaking.post(URL, {"handles": ["bob"]}, "json"),
        speaking.get(one),
        speaking.get(f"{one}/messages"),
        speaking.post(f"{one}/messages", {"text": "a", "client_id": "1"}, "json"),
        speaking.post(f"{one}/read", {"message_id": talk}, "json"),
    ]
    for answer in answers:
        assert answer.status_code == 503
        assert answer.json()["code"] == "unavailable"
        assert "Retry-After" in answer
    assert published == []
    monkeypatch.undo()
    assert store.messages(conversation_id=talk, limit=1) == []


@pytest.mark.parametrize("reason", ["ThrottlingError", "TransactionConflict"])
def test_a_transaction_that_may_work_later_is_503(
    api: Client, alice: User, talk: str, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    cancelled = refusal("TransactionCanceledException", "", reason, "")
    fail(monkeypatch, cancelled, only="TransactWriteItems")
    for address, body in (
        (URL, {"handles": ["alice", "bob"]}),
        (f"{URL}/{talk}/messages", {"text": "a", "client_id": "1"}),
    ):
        answer = api(alice).post(address, body, "json")
        assert answer.status_code == 503
        assert answer.json()["code"] == "unavailable"


def test_a_send_that_gets_in_anothers_way_is_tried_again(
    api: Client, alice: User, talk: str, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    conflict = refusal("TransactionCanceledException", "", "TransactionConflict", "")
    call = Connection._make_api_call
    conflicts = [conflict, conflict]

    def conflicting(self: Connection, operation: str, arguments: Any) -> Any:
        if operation == "TransactWriteItems" and conflicts:
            raise conflicts.pop()
        return call(self, operation, arguments)

    monkeypatch.setattr(Connection, "_make_api_call", conflicting)
    body = {"text": "a", "client_id": "1"}
    assert api(alice).post(f"{URL}/{talk}/messages", body, "json").status_code == 201
    assert len(store.messages(conversation_id=talk, limit=10)) == 1


def test_an_answer_that_was_lost_is_not_a_second_message(
    api: Client, alice: User, talk: str, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The write is done, its answer is lost, and the same call is made once more."""
    call = Connection._make_api_call

    def twice(self: Connection, operation: str, arguments: Any) -> Any:
        if operation == "TransactWriteItems":
            call(self, operation, arguments)
        return call(self, operation, arguments)

    monkeypatch.setattr(Connection, "_make_api_call", twice)
    body = {"text": "a", "client_id": "1"}
    assert api(alice).post(f"{URL}/{talk}/messages", body, "json").status_code == 201
    assert len(store.messages(conversation_id=talk, limit=10)) == 1
    assert len(published) == 1


def test_what_is_our_own_mistake_is_not_hidden(
    api: Client, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, ClientError({"Error": {"Code": "ValidationException"}}, "Query"))
    assert api(alice).get(URL).status_code == 500
