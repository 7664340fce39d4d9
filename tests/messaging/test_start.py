"""POST /api/v1/conversations"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from apps.messaging import store
from apps.profiles.models import User
from tests.conftest import Client
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = "/api/v1/conversations"


def test_with_one_person_it_is_direct(api: Client, alice: User, bob: User) -> None:
    response = api(alice).post(URL, {"handles": ["bob"]}, "json")
    assert response.status_code == 201
    conversation = response.json()
    assert conversation["kind"] == "direct"
    assert {member["handle"] for member in conversation["members"]} == {"alice", "bob"}
    assert conversation["last_message"] is None
    assert conversation["unread"] == 0
    assert conversation["created_at"] == conversation["last_activity_at"]
    assert str(alice.pk) not in response.text


def test_it_is_in_the_starters_inbox_at_once(api: Client, alice: User, bob: User) -> None:
    made = api(alice).post(URL, {"handles": ["bob"]}, "json").json()
    assert api(alice).get(URL).json() == {"items": [made], "next": None}


def test_the_two_have_one_whoever_starts_it(api: Client, alice: User, bob: User) -> None:
    first = api(alice).post(URL, {"handles": ["bob"]}, "json")
    again = api(alice).post(URL, {"handles": ["BOB", "alice"]}, "json")
    other = api(bob).post(URL, {"handles": ["alice"]}, "json")
    assert [r.status_code for r in (first, again, other)] == [201, 200, 200]
    assert first.json()["id"] == again.json()["id"] == other.json()["id"]


@pytest.mark.django_db(transaction=True)
def test_the_two_have_one_however_many_start_it_at_once(
    api: Client, alice: User, bob: User
) -> None:
    def start(turn: int) -> tuple[int, str]:
        me, other = (alice, "bob") if turn % 2 else (bob, "alice")
        response = api(me).post(URL, {"handles": [other]}, "json")
        connection.close()
        return response.status_code, response.json()["id"]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(start, range(8)))
    assert len({id for _, id in answers}) == 1
    assert sorted(status for status, _ in answers) == [200] * 7 + [201]


def test_something_can_be_said_with_it(api: Client, alice: User, bob: User) -> None:
    body = {"handles": ["bob"], "text": " Hello ", "client_id": "first"}
    made = api(alice).post(URL, body, "json").json()
    assert made["last_message"]["text"] == "Hello"
    assert made["last_message"]["client_id"] == "first"
    assert made["unread"] == 0
    again = api(alice).post(URL, body, "json")
    assert again.status_code == 200
    assert len(store.messages(conversation_id=made["id"], before=None, limit=10)) == 1


def test_with_more_people_it_is_a_group(api: Client, alice: User, bob: User, charlie: User) -> None:
    body = {"handles": ["bob", "charlie"]}
    first = api(alice).post(URL, body, "json").json()
    second = api(alice).post(URL, body, "json").json()
    assert first["kind"] == "group"
    assert {member["handle"] for member in first["members"]} == {"alice", "bob", "charlie"}
    assert first["id"] != second["id"]


def test_a_group_can_be_of_two_and_have_a_title(api: Client, alice: User, bob: User) -> None:
    body = {"handles": ["bob"], "group": True, "title": " Sunday "}
    made = api(alice).post(URL, body, "json")
    assert made.status_code == 201
    assert (made.json()["kind"], made.json()["title"]) == ("group", "Sunday")
    assert made.json()["last_message"]["news"]["what"] == "started"
    assert made.json()["last_message"]["news"]["title"] == "Sunday"
    assert api(alice).get(URL).json()["items"] == [made.json()]
    direct = api(alice).post(URL, {"handles": ["bob"], "title": "Us"}, "json").json()
    assert (direct["kind"], direct["title"]) == ("direct", None)
    assert direct["last_message"] is None


def test_a_retried_group_is_one_group(api: Client, alice: User, bob: User, charlie: User) -> None:
    body = {"handles": ["bob", "charlie"], "text": "Hello", "client_id": "abc"}
    first = api(alice).post(URL, body, "json")
    again = api(alice).post(URL, body, "json")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    assert first.json()["last_message"]["id"] == again.json()["last_message"]["id"]


def test_a_group_has_up_to_fifty_people(api: Client, alice: User) -> None:
    handles = [user.handle for user in UserFactory.create_batch(50)]
    refused = api(alice).post(URL, {"handles": handles}, "json")
    assert refused.status_code == 400
    assert refused.json()["code"] == "too_many_members"
    made = api(alice).post(URL, {"handles": handles[:49]}, "json")
    assert made.status_code == 201
    assert len(made.json()["members"]) == 50


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"handles": ["alice"]}, 400, "conversation_with_oneself"),
        ({"handles": []}, 400, "conversation_with_oneself"),
        ({"handles": ["nobody"]}, 404, "person_not_found"),
        ({"handles": ["bob", "nobody"]}, 404, "person_not_found"),
        ({"handles": "bob"}, 400, "invalid"),
        ({"handles": [5]}, 400, "invalid"),
        ({"handles": [None]}, 400, "invalid"),
        ({"handles": ["a\x00b"]}, 400, "invalid"),
        ({}, 400, "invalid"),
        ({"handles": ["bob"], "text": ""}, 400, "text_empty"),
        ({"handles": ["bob"], "text": "x" * 2001}, 400, "text_too_long"),
        ({"handles": ["bob"], "text": "x", "client_id": "no spaces"}, 400, "client_id_invalid"),
        ({"handles": ["bob"], "group": True, "title": "x" * 51}, 400, "text_too_long"),
        ({"handles": ["bob"], "group": "yes"}, 400, "invalid"),
    ],
)
def test_what_is_refused_makes_nothing(
    api: Client, alice: User, bob: User, body: object, status: int, code: str
) -> None:
    response = api(alice).post(URL, body, "json")
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert api(alice).get(URL).json()["items"] == []
    assert api(bob).get(URL).json()["items"] == []


def test_a_person_who_is_gone_cannot_be_talked_to(api: Client, alice: User) -> None:
    UserFactory.create(handle="gone", is_active=False)
    response = api(alice).post(URL, {"handles": ["gone"]}, "json")
    assert response.status_code == 404
