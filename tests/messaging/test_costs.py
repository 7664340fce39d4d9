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
from tests.media.conftest import made
from tests.messaging.conftest import Published, Shore
from tests.messaging.writing import write

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
    say: Say,
    calls: Calls,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    people = UserFactory.create_batch(size + 1)
    group, _ = start_conversation(creator=alice, handles=[str(user.handle) for user in people])
    for user in people[:size]:
        say(user, group.id, "Hello")
    address = f"{URL}/{group.id}/messages"
    calls.clear()
    with django_assert_num_queries(1):
        page = api(alice).get(address, {"limit": size}).json()
    assert len(page["items"]) == size
    assert calls == ["GetItem", "Query"]
    calls.clear()
    with django_assert_num_queries(1):
        api(alice).get(address, {"limit": size, "around": page["items"][0]["id"]})
    assert calls == ["GetItem", "Query", "Query"]


@pytest.mark.parametrize("size", [1, 30])
def test_a_page_of_answers_and_pictures(
    api: Client,
    alice: User,
    bob: User,
    talk: str,
    calls: Calls,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    answered = [write(talk, bob).id for _ in range(size)]
    for id in answered:
        write(talk, alice, reply_to=id, media_ids=tuple(made(alice, 2, purpose="message")))
    calls.clear()
    with django_assert_num_queries(2):
        page = api(alice).get(f"{URL}/{talk}/messages", {"limit": size}).json()
    assert [item["reply_to"]["id"] for item in page["items"]] == answered[::-1]
    assert all(len(item["media"]) == 2 for item in page["items"])
    assert calls == ["GetItem", "Query", "BatchGetItem"]


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
    started = api(alice).post(URL, {"handles": ["bob"]}, "json").json()
    assert calls == ["TransactWriteItems", "Query", "Query"]
    calls.clear()
    address = f"{URL}/{started['id']}"
    body = {"text": "Hello", "client_id": "1"}
    sent = api(alice).post(f"{address}/messages", body, "json").json()
    assert calls == ["Query", "TransactWriteItems"]
    calls.clear()
    api(alice).post(f"{address}/messages", body, "json")
    assert calls == ["TransactWriteItems", "GetItem"]
    calls.clear()
    api(bob).post(f"{address}/read", {"message_id": sent["id"]}, "json")
    assert calls == ["Query", "GetItem", "UpdateItem", "Query"]


def test_sending(
    api: Client,
    alice: User,
    talk: str,
    say: Say,
    calls: Calls,
    published: Published,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = say(alice, talk, "Facts are known now")
    calls.clear()
    body = {"text": "Hello", "client_id": "2"}
    # Whether the two may talk.
    with django_assert_num_queries(1):
        api(alice).post(f"{URL}/{talk}/messages", body, "json")
    assert calls == ["TransactWriteItems"]
    calls.clear()
    answer = {"text": "Hello", "client_id": "3", "reply_to": first}
    api(alice).post(f"{URL}/{talk}/messages", answer, "json")
    assert calls == ["GetItem", "TransactWriteItems", "BatchGetItem"]


def test_changing(api: Client, alice: User, talk: str, say: Say, calls: Calls) -> None:
    one = f"{URL}/{talk}/messages/{say(alice, talk, 'Hello')}"
    changes: list[Callable[[], Any]] = [
        lambda: api(alice).patch(one, {"text": "Hallo"}, "json"),
        lambda: api(alice).put(f"{one}/reaction", {"emoji": "👍"}, "json"),
        lambda: api(alice).delete(f"{one}/reaction"),
    ]
    for change in changes:
        calls.clear()
        assert change().status_code == 200
        assert calls == ["TransactWriteItems", "GetItem"]
    calls.clear()
    api(alice).delete(one)
    assert calls == ["GetItem", "TransactWriteItems", "GetItem"]


def test_what_a_member_does_alone(
    api: Client,
    alice: User,
    shore: Shore,
    calls: Calls,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    dora = UserFactory.create(handle="dora")
    talk = start_conversation(creator=alice, handles=["dora"])[0].id
    shore.drain(talk)
    one = f"{URL}/{talk}"
    # What is asked, of DynamoDB and of PostgreSQL (telling is a query).
    kept = {"muted": True}
    accepting = ["Query", "Query", "TransactWriteItems", "Query", "Query"]
    asked: list[tuple[Callable[[], Any], list[str], int]] = [
        (lambda: api(dora).get(f"{URL}/summary"), ["Query"] * 2, 0),
        (lambda: api(dora).post(f"{one}/accept"), accepting, 2),
        (lambda: api(dora).post(f"{one}/accept"), ["Query"] * 3, 1),
        (lambda: api(dora).patch(f"{one}/me", kept, "json"), ["Query", "UpdateItem", "Query"], 1),
        (lambda: api(dora).post(f"{one}/typing"), ["GetItem", "Query"], 2),
        (lambda: api(dora).post(f"{one}/typing"), ["GetItem"], 2),
    ]
    for ask, expected, queries in asked:
        calls.clear()
        with django_assert_num_queries(queries):
            assert ask().status_code in (200, 204)
        assert calls == expected


@pytest.mark.parametrize("size", [1, 30])
def test_changing_a_group(
    api: Client,
    alice: User,
    bob: User,
    calls: Calls,
    published: Published,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    handles = [str(user.handle) for user in UserFactory.create_batch(size)]
    one = f"{URL}/{start_conversation(creator=alice, handles=handles, group=True)[0].id}"
    asked: list[tuple[Callable[[], Any], int]] = [
        (lambda: api(alice).patch(one, {"title": "Sunday"}, "json"), 1),
        (lambda: api(alice).put(f"{one}/members/bob", {}, "json"), 3),
        (lambda: api(alice).delete(f"{one}/members/bob"), 2),
    ]
    for ask, queries in asked:
        calls.clear()
        with django_assert_num_queries(queries):
            assert ask().status_code == 200
        assert calls == ["Query", "TransactWriteItems", "Query", "Query"]
