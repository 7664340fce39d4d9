"""When DynamoDB does not do its part."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from pynamodb.connection import Connection
from pynamodb.exceptions import CancellationReason, VerboseClientError

from apps.messaging import store, table
from apps.messaging.items import MessageItem
from apps.profiles.models import User
from tests.conftest import Client
from tests.media.conftest import made
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
        speaking.patch(f"{one}/messages/{talk}", {"text": "a"}, "json"),
        speaking.delete(f"{one}/messages/{talk}"),
        speaking.put(f"{one}/messages/{talk}/reaction", {"emoji": "👍"}, "json"),
        speaking.post(f"{one}/read", {"message_id": talk}, "json"),
        speaking.get(f"{URL}/summary"),
        speaking.patch(one, {"lasts": 3600}, "json"),
        speaking.patch(f"{one}/me", {"muted": True}, "json"),
        speaking.post(f"{one}/accept"),
        speaking.post(f"{one}/decline"),
        speaking.post(f"{one}/typing"),
        speaking.put(f"{one}/members/bob", {}, "json"),
        speaking.delete(f"{one}/members/bob"),
        speaking.delete(f"{one}/members/alice"),
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


def test_the_longest_message_with_the_most_reactions_fits_an_item(
    api: Client, alice: User, bob: User, talk: str, published: Published
) -> None:
    """An item has up to 400 kB, a request up to 64 kB: a text of 60 kB and 50 long reactions."""
    body = {"text": "👩🏽‍❤️‍💋‍👨🏿" * 1600, "client_id": "1"}
    sent = api(alice).post(f"{URL}/{talk}/messages", body, "json")
    assert sent.status_code == 201
    id = sent.json()["id"]
    item = MessageItem.get(table.conversation_pk(talk), table.message_sk(id))
    item.update([MessageItem.reactions.set({str(uuid4()): "👩🏽‍❤️‍💋‍👨🏿" for _ in range(49)})])
    one = f"{URL}/{talk}/messages/{id}"
    assert api(bob).put(f"{one}/reaction", {"emoji": "👍"}, "json").status_code == 200
    assert api(alice).patch(one, {"text": "👨‍👩‍👧‍👦" * 2000}, "json").status_code == 200
    [message] = api(bob).get(f"{URL}/{talk}/messages").json()["items"]
    assert [one["count"] for one in message["reactions"]] == [49, 1]


def test_pictures_stay_attached_for_the_retry(
    api: Client, alice: User, talk: str, published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    [picture] = made(alice, purpose="message")
    body = {"text": "", "client_id": "1", "media_ids": [str(picture)]}
    with monkeypatch.context() as patch:
        fail(patch, FOR_NOW[0], only="TransactWriteItems")
        assert api(alice).post(f"{URL}/{talk}/messages", body, "json").status_code == 503
    assert published == []
    sent = api(alice).post(f"{URL}/{talk}/messages", body, "json")
    assert sent.status_code == 201
    assert [media["id"] for media in sent.json()["media"]] == [str(picture)]


def test_a_message_that_is_not_deleted_keeps_its_pictures(
    api: Client,
    alice: User,
    talk: str,
    run_tasks: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [picture] = made(alice, purpose="message")
    body = {"text": "", "client_id": "1", "media_ids": [str(picture)]}
    id = api(alice).post(f"{URL}/{talk}/messages", body, "json").json()["id"]
    with monkeypatch.context() as patch:
        fail(patch, FOR_NOW[0], only="TransactWriteItems")
        assert api(alice).delete(f"{URL}/{talk}/messages/{id}").status_code == 503
    run_tasks()
    [message] = api(alice).get(f"{URL}/{talk}/messages").json()["items"]
    assert [media["id"] for media in message["media"]] == [str(picture)]
