"""POST /api/v1/conversations/{id}/read and GET /api/v1/conversations/{id}"""

from collections.abc import Callable

import pytest

from apps.messaging.ids import new_ulid
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.conftest import Client
from tests.messaging.conftest import Shore

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]


def url(conversation_id: str) -> str:
    return f"/api/v1/conversations/{conversation_id}"


def read(api: Client, user: User, conversation_id: str, message_id: str) -> int:
    response = api(user).post(f"{url(conversation_id)}/read", {"message_id": message_id}, "json")
    assert response.status_code == 200
    unread: int = response.json()["unread"]
    return unread


def in_inbox(api: Client, user: User) -> int:
    unread: int = api(user).get("/api/v1/conversations").json()["items"][0]["unread"]
    return unread


def test_one_conversation_is_up_to_date_before_the_inbox_is(
    api: Client, alice: User, bob: User, talk: str, say: Say
) -> None:
    last = say(alice, talk, "Hello")
    conversation = api(bob).get(url(talk)).json()
    assert conversation["unread"] == 1
    assert conversation["last_message"]["id"] == last
    assert api(alice).get(url(talk)).json()["unread"] == 0


def test_reading_counts_at_once_and_in_the_inbox(
    api: Client, alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    first, _, third = (say(alice, talk, text) for text in "abc")
    shore.drain(talk)
    assert in_inbox(api, bob) == 3
    assert read(api, bob, talk, first) == 2
    shore.drain(talk)
    assert in_inbox(api, bob) == 2
    assert read(api, bob, talk, third) == 0
    shore.drain(talk)
    assert in_inbox(api, bob) == 0


def test_a_read_position_never_goes_back(
    api: Client, alice: User, bob: User, talk: str, say: Say
) -> None:
    first, second = say(alice, talk, "a"), say(alice, talk, "b")
    assert read(api, bob, talk, second) == 0
    assert read(api, bob, talk, first) == 0


def test_it_is_the_readers_alone(
    api: Client, alice: User, bob: User, charlie: User, shore: Shore, say: Say
) -> None:
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    last = say(alice, group.id, "a")
    read(api, bob, group.id, last)
    shore.drain(group.id)
    assert (in_inbox(api, bob), in_inbox(api, charlie)) == (0, 1)


@pytest.mark.parametrize(
    "message_id", ["", "x", "7" + "Z" * 25, "0" * 26, "META", "../META", "é" * 26]
)
def test_a_message_that_is_not_there_cannot_be_read(
    api: Client, alice: User, bob: User, talk: str, say: Say, message_id: str
) -> None:
    say(alice, talk, "a")
    response = api(bob).post(f"{url(talk)}/read", {"message_id": message_id}, "json")
    assert response.status_code == 404
    assert response.json()["code"] == "message_not_found"
    assert api(bob).get(url(talk)).json()["unread"] == 1


def test_a_message_of_another_conversation_cannot_be_read(
    api: Client, alice: User, bob: User, charlie: User, talk: str, say: Say
) -> None:
    say(alice, talk, "a")
    other, _ = start_conversation(creator=bob, handles=["charlie"])
    elsewhere = say(charlie, other.id, "b")
    response = api(bob).post(f"{url(talk)}/read", {"message_id": elsewhere}, "json")
    assert response.status_code == 404
    assert api(bob).get(url(talk)).json()["unread"] == 1


@pytest.mark.parametrize("body", [{}, {"message_id": 5}, {"message_id": None}])
def test_a_wrong_body_is_refused(
    api: Client, alice: User, talk: str, body: dict[str, object]
) -> None:
    response = api(alice).post(f"{url(talk)}/read", body, "json")
    assert response.status_code == 400
    assert response.json()["code"] == "invalid"


def test_unread_is_counted_up_to_a_hundred(
    api: Client, alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    for n in range(103):
        say(alice, talk, str(n))
    shore.drain(talk)
    assert in_inbox(api, bob) == 100
    assert api(bob).get(url(talk)).json()["unread"] == 100


def test_an_unknown_conversation_is_a_plain_404(api: Client, alice: User) -> None:
    response = api(alice).get(url(new_ulid()))
    assert response.status_code == 404
    assert response.json()["code"] == "conversation_not_found"
