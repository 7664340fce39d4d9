"""POST /api/v1/conversations/{id}/messages"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from apps.messaging import store, telling
from apps.messaging.starting import start_conversation
from apps.profiles.models import Block, User
from tests.conftest import Client
from tests.media.conftest import made
from tests.messaging.conftest import Published, subs
from tests.messaging.writing import tell_news, write

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


def test_pictures_and_a_crud_are_sent_without_words(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    pictures = made(alice, 4, purpose="message")
    ids = [str(id) for id in reversed(pictures)]
    body = {"text": "", "client_id": "1", "media_ids": ids, "post_id": "9007199254740993"}
    sent = api(alice).post(url(talk), body, "json")
    assert sent.status_code == 201
    assert [media["id"] for media in sent.json()["media"]] == ids
    assert sent.json()["post_id"] == "9007199254740993"
    assert api(bob).get(url(talk)).json()["items"] == [sent.json()]
    assert api(alice).post(url(talk), body, "json").json() == sent.json()


def test_pictures_that_cannot_be_sent(
    api: Client, alice: User, bob: User, talk: str, published: Published
) -> None:
    [sent, free] = made(alice, 2, purpose="message")
    api(alice).post(url(talk), {"text": "", "client_id": "0", "media_ids": [str(sent)]}, "json")
    published.clear()
    for ids, code in (
        ([sent], "media_taken"),
        ([free, free], "media_taken"),
        (made(bob, purpose="message"), "media_not_found"),
        (made(alice), "media_purpose"),
        (made(alice, purpose="message", state="processing"), "media_not_ready"),
        (made(alice, 5, purpose="message"), "invalid"),
        (["x"], "invalid"),
    ):
        body = {"text": "a", "client_id": "1", "media_ids": [str(id) for id in ids]}
        response = api(alice).post(url(talk), body, "json")
        assert (response.status_code, response.json()["code"]) == (400, code)
    assert stored(talk) == [""]
    assert published == []


def test_an_answer_names_what_it_answers(api: Client, alice: User, bob: User, talk: str) -> None:
    first = write(talk, bob, text="Tea?").id
    body = {"text": "Yes", "client_id": "1", "reply_to": first}
    answer = api(alice).post(url(talk), body, "json").json()["reply_to"]
    assert (answer["id"], answer["text"], answer["state"]) == (first, "Tea?", "there")
    assert answer["sender"]["handle"] == "bob"


def test_only_what_was_said_there_can_be_answered(
    api: Client, alice: User, bob: User, charlie: User, talk: str
) -> None:
    other, _ = start_conversation(creator=bob, handles=["charlie"])
    elsewhere = write(other.id, charlie, text="Secret").id
    news = tell_news(talk, alice, what="lasts", people=[])
    for reply_to in (elsewhere, news, "0" * 26, "x", "../META"):
        body = {"text": "Yes", "client_id": "1", "reply_to": reply_to}
        response = api(alice).post(url(talk), body, "json")
        assert (response.status_code, response.json()["code"]) == (400, "reply_to_not_found")
        assert b"Secret" not in response.content
    assert stored(talk) == [""]


@pytest.mark.parametrize("blocking", [True, False])
def test_across_a_block_nothing_is_sent_and_both_get_the_same_words(
    api: Client, alice: User, bob: User, talk: str, published: Published, blocking: bool
) -> None:
    Block.objects.create(blocker=alice if blocking else bob, blocked=bob if blocking else alice)
    answers = [
        api(user).post(url(talk), {"text": "a", "client_id": "1"}, "json") for user in (alice, bob)
    ]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["code"] == "cannot_send"
    assert stored(talk) == []
    assert published == []


def test_what_was_sent_is_answered_though_it_could_not_be_sent_now(
    api: Client, alice: User, bob: User, talk: str, published: Published
) -> None:
    """The answer was lost, and the device tries again after a block."""
    first = write(talk, bob).id
    body = {"text": "Yes", "client_id": "1", "reply_to": first}
    sent = api(alice).post(url(talk), body, "json")
    Block.objects.create(blocker=bob, blocked=alice)
    published.clear()
    again = api(alice).post(url(talk), body, "json")
    assert (again.status_code, again.json()) == (200, sent.json())
    assert published == []


def test_in_a_group_people_who_block_each_other_both_speak(
    api: Client, alice: User, bob: User, charlie: User, published: Published
) -> None:
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    Block.objects.create(blocker=bob, blocked=alice)
    published.clear()
    for user in (alice, bob):
        sent = api(user).post(url(group.id), {"text": "a", "client_id": "1"}, "json")
        assert sent.status_code == 201
    assert [people for people, _, _ in published] == [subs(alice, bob, charlie)] * 2
