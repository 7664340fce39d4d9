"""What a route costs is fixed and does not grow with what it answers."""

from collections.abc import Callable
from typing import Any

import pytest
from pynamodb.connection import Connection
from pytest_django import DjangoAssertNumQueries

from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.conftest import Client
from tests.factories import UserFactory
from tests.messaging.conftest import Shore

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]
Calls = list[str]
URL = "/api/v1/conversations"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """The operations that are asked of DynamoDB."""
    made: Calls = []
    call = Connection._make_api_call

    def counted(self: Connection, operation: str, arguments: Any) -> Any:
        made.append(operation)
        return call(self, operation, arguments)

    monkeypatch.setattr(Connection, "_make_api_call", counted)
    return made


@pytest.mark.parametrize("size", [1, 30])
def test_the_inbox(
    api: Client,
    alice: User,
    shore: Shore,
    say: Say,
    calls: Calls,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    talks = []
    for user in UserFactory.create_batch(size):
        talk, _ = start_conversation(creator=alice, handles=[str(user.handle)])
        say(user, talk.id, "Hello")
        talks.append(talk.id)
    shore.drain(*talks)
    calls.clear()
    with django_assert_num_queries(1):
        page = api(alice).get(URL, {"limit": 100}).json()
    assert len(page["items"]) == size
    assert all(item["last_message"] for item in page["items"])
    assert calls == ["Query", "BatchGetItem", "BatchGetItem"]


@pytest.mark.parametrize("size", [1, 30])
def test_a_page_of_messages(
    api: Client,
    alice: User,
    shore: Shore,
    say: Say,
    calls: Calls,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    people = UserFactory.create_batch(size + 1)
    handles = [str(user.handle) for user in people]
    group, _ = start_conversation(creator=alice, handles=handles)
    for user in people[:size]:
        say(user, group.id, "Hello")
    calls.clear()
    with django_assert_num_queries(1):
        page = api(alice).get(f"{URL}/{group.id}/messages", {"limit": 100}).json()
    assert len(page["items"]) == size
    assert calls == ["GetItem", "Query"]


@pytest.mark.parametrize("size", [1, 30])
def test_one_conversation(
    api: Client,
    alice: User,
    say: Say,
    calls: Calls,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    people = UserFactory.create_batch(size + 1)
    handles = [str(user.handle) for user in people]
    group, _ = start_conversation(creator=alice, handles=handles)
    for user in people[:size]:
        say(user, group.id, "Hello")
    calls.clear()
    with django_assert_num_queries(1):
        assert api(alice).get(f"{URL}/{group.id}").json()["unread"] == size
    assert calls == ["Query", "Query"]


def test_writing(api: Client, alice: User, bob: User, say: Say, calls: Calls) -> None:
    made = api(alice).post(URL, {"handles": ["bob"]}, "json").json()
    assert calls == ["TransactWriteItems", "Query", "Query"]
    calls.clear()
    address = f"{URL}/{made['id']}"
    body = {"text": "Hello", "client_id": "1"}
    sent = api(alice).post(f"{address}/messages", body, "json").json()
    assert calls == ["TransactWriteItems", "GetItem"]
    calls.clear()
    api(alice).post(f"{address}/messages", body, "json")
    assert calls == ["TransactWriteItems", "GetItem"]
    calls.clear()
    api(bob).post(f"{address}/read", {"message_id": sent["id"]}, "json")
    assert calls == ["Query", "GetItem", "UpdateItem", "Query"]
