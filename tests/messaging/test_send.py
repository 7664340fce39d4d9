"""POST /api/v1/conversations/{id}/messages"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from apps.messaging import store, telling
from apps.profiles.models import User
from tests.conftest import Client
from tests.messaging.conftest import Published, subs

pytestmark = pytest.mark.django_db


def url(conversation_id: str) -> str:
    return f"/api/v1/conversations/{conversation_id}/messages"


def stored(conversation_id: str) -> list[str]:
    messages = store.messages(conversation_id=conversation_id, limit=100)
    return [message.text for message in messages]


def test_a_message_is_answered_and_there(api: Client, alice: User, talk: str) -> None:
    response = api(alice).post(url(talk), {"text": " Hello\r\n👋 ", "client_id": "a-1_Z"}, "json")
    assert response.status_code == 201
    message = response.json()
    assert message == {
        "id": message["id"],
        "conversation_id": talk,
        "sender": {"handle": "alice", "display_name": "Alice", "avatar_url": None},
        "text": "Hello\n👋",
        "media": [],
        "post_id": None,
        "reply_to": None,
        "reactions": [],
        "edited_at": None,
        "deleted": False,
        "expires_at": None,
        "news": None,
        "created_at": message["created_at"],
        "client_id": "a-1_Z",
    }
    assert message["created_at"].endswith("Z")
    assert api(alice).get(url(talk)).json() == {"items": [message], "next": None, "prev": None}


def test_the_members_devices_are_told(
    api: Client, alice: User, bob: User, talk: str, published: Published
) -> None:
    sent = api(alice).post(url(talk), {"text": "Hello", "client_id": "1"}, "json").json()
    data = {"conversation_id": talk, "message_id": sent["id"]}
    assert published == [(subs(alice, bob), "message", data)]


def test_a_message_is_sent_though_nobody_can_be_told(
    api: Client, alice: User, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(telling, "publish", broken)
    response = api(alice).post(url(talk), {"text": "Hello", "client_id": "1"}, "json")
    assert response.status_code == 201
    assert stored(talk) == ["Hello"]


def test_a_client_id_again_answers_the_first_message(
    api: Client, alice: User, bob: User, talk: str, published: Published
) -> None:
    first = api(alice).post(url(talk), {"text": "Hello", "client_id": "same"}, "json")
    again = api(alice).post(url(talk), {"text": "Other", "client_id": "same"}, "json")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert len(published) == 1
    others = api(bob).post(url(talk), {"text": "Mine", "client_id": "same"}, "json")
    assert others.status_code == 201
    assert stored(talk) == ["Mine", "Hello"]


@pytest.mark.django_db(transaction=True)
def test_a_client_id_ten_times_at_once_is_one_message(
    api: Client, alice: User, talk: str, published: Published
) -> None:
    def send(_: int) -> tuple[int, str]:
        response = api(alice).post(url(talk), {"text": "Hello", "client_id": "same"}, "json")
        connection.close()
        return response.status_code, response.json()["id"]

    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(send, range(10)))
    assert sorted(status for status, _ in answers) == [200] * 9 + [201]
    assert len({id for _, id in answers}) == 1
    assert stored(talk) == ["Hello"]
    assert len(published) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": ""}, "text_empty"),
        ({"text": " \n\t "}, "text_empty"),
        ({"text": "\u200b\u200d"}, "text_empty"),
        ({"text": "x" * 2001}, "text_too_long"),
        ({"text": "👨‍👩‍👧‍👦" * 2001}, "text_too_long"),
        ({"text": "a\x07b"}, "text_forbidden_character"),
        ({"text": "\u202eabc"}, "text_forbidden_character"),
        ({"text": "a\x00b"}, "invalid"),
        ({"text": 5}, "invalid"),
        ({"text": None}, "invalid"),
        ({"text": ["a"]}, "invalid"),
        ({"text": {"a": "b"}}, "invalid"),
        ({}, "invalid"),
        ({"text": "a", "client_id": ""}, "client_id_invalid"),
        ({"text": "a", "client_id": "x" * 65}, "client_id_invalid"),
        ({"text": "a", "client_id": "a#b"}, "client_id_invalid"),
        ({"text": "a", "client_id": "é"}, "client_id_invalid"),
        ({"text": "a", "client_id": "a\n"}, "client_id_invalid"),
        ({"text": "a", "client_id": 5}, "invalid"),
        ({"text": "a", "client_id": None}, "invalid"),
    ],
)
def test_what_is_refused_is_not_stored(
    api: Client, alice: User, talk: str, published: Published, body: dict[str, object], code: str
) -> None:
    response = api(alice).post(url(talk), {"client_id": "1", **body}, "json")
    assert response.status_code in {400, 413}
    assert response["content-type"] == "application/problem+json"
    if response.status_code == 400:
        assert response.json()["code"] == code
    assert stored(talk) == []
    assert published == []


def test_a_client_id_is_asked_for(api: Client, alice: User, talk: str) -> None:
    response = api(alice).post(url(talk), {"text": "a"}, "json")
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "client_id"
    assert stored(talk) == []


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"text": "\\ud83d"}', b"\xff", b"x" * 70_000])
def test_bad_json_is_refused(api: Client, alice: User, talk: str, body: bytes) -> None:
    response = api(alice).post(url(talk), body, content_type="application/json")
    assert response.status_code in {400, 413}
    assert response.json()["code"] in {"malformed_json", "too_large"}
    assert stored(talk) == []


def test_the_longest_text_is_stored(api: Client, alice: User, talk: str) -> None:
    text = "👍🏽" * 2000
    response = api(alice).post(url(talk), {"text": text, "client_id": "1"}, "json")
    assert response.status_code == 201
    assert stored(talk) == [text]
