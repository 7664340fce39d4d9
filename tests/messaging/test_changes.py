"""PATCH and DELETE /api/v1/conversations/{id}/messages/{id}, and its reaction"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from apps.media.models import Media
from apps.messaging import store, tasks
from apps.messaging.ids import new_ulid
from apps.messaging.items import MessageItem
from apps.messaging.own_data import erase_messages
from apps.messaging.records import Message
from apps.messaging.starting import start_conversation
from apps.profiles.models import Block, User
from tests.conftest import Client
from tests.media.conftest import made
from tests.messaging.conftest import Published, Shore, subs
from tests.messaging.writing import tell_news, write

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]
SENT = {"text": "Hello", "client_id": "2"}
ROUTES = [("patch", "", {"text": "x"}), ("delete", "", None), ("put", "/reaction", {"emoji": "👍"})]


def url(conversation_id: str, message_id: str, more: str = "") -> str:
    return f"/api/v1/conversations/{conversation_id}/messages/{message_id}{more}"


def stored(conversation_id: str, message_id: str) -> Message:
    message = store.message(conversation_id=conversation_id, message_id=message_id)
    assert message is not None
    return message


def reactions(client: Any, conversation_id: str, message_id: str) -> list[tuple[str, int, bool]]:
    page = client.get(f"/api/v1/conversations/{conversation_id}/messages").json()["items"]
    [message] = [one for one in page if one["id"] == message_id]
    return [(one["emoji"], one["count"], one["mine"]) for one in message["reactions"]]


def test_an_edit_is_seen_by_both_and_marked(
    api: Client, alice: User, bob: User, talk: str, say: Say, published: Published
) -> None:
    id = say(alice, talk, "Helo")
    published.clear()
    response = api(alice).patch(url(talk, id), {"text": " Hello "}, "json")
    assert response.status_code == 200
    assert response.json()["text"] == "Hello"
    assert response.json()["edited_at"] >= response.json()["created_at"]
    [seen] = api(bob).get(f"/api/v1/conversations/{talk}/messages").json()["items"]
    assert seen == response.json()
    data = {"conversation_id": talk, "message_id": id}
    assert published == [(subs(alice, bob), "message_changed", data)]


def test_a_deleted_message_leaves_its_place_alone(
    api: Client, alice: User, bob: User, talk: str, say: Say, published: Published
) -> None:
    first = say(bob, talk, "First")
    [picture] = made(alice, purpose="message")
    body = {"text": "Secret", "client_id": "1", "reply_to": first, "post_id": "5"}
    sent = api(alice).post(
        f"/api/v1/conversations/{talk}/messages", {**body, "media_ids": [str(picture)]}, "json"
    )
    id = sent.json()["id"]
    api(bob).put(url(talk, id, "/reaction"), {"emoji": "👍"}, "json")
    published.clear()
    response = api(alice).delete(url(talk, id))
    assert response.status_code == 200
    message = response.json()
    assert message["deleted"]
    assert (message["text"], message["media"], message["post_id"]) == ("", [], None)
    assert (message["reply_to"], message["reactions"], message["edited_at"]) == (None, [], None)
    assert message["sender"]["handle"] == "alice"
    assert not Media.objects.filter(pk=picture).exists()
    assert published == [
        (subs(alice, bob), "message_changed", {"conversation_id": talk, "message_id": id})
    ]
    assert api(alice).delete(url(talk, id)).json() == message


def test_pictures_go_though_the_process_died_after_the_message(alice: User, talk: str) -> None:
    [gone, there] = made(alice, 2, purpose="message")
    for id, picture, over in (("a", gone, True), ("b", there, False)):
        message = write(talk, alice, client_id=id, media_ids=(picture,))
        Media.objects.filter(pk=picture).update(place=message.place)
        if over:
            item = MessageItem.get(f"CONV#{talk}", f"MSG#{message.id}")
            item.update([MessageItem.deleted.set(True), MessageItem.media.remove()])
        tasks.remove_pictures(conversation_id=talk, message_id=message.id)
    assert set(Media.objects.values_list("pk", flat=True)) == {there}


def test_an_emoji_takes_the_place_of_ones_last(
    api: Client, alice: User, bob: User, talk: str, say: Say, published: Published
) -> None:
    id = say(alice, talk, "Hello")
    published.clear()
    for client, emoji in ((api(alice), "👍"), (api(bob), "👍"), (api(bob), "❤️")):
        assert client.put(url(talk, id, "/reaction"), {"emoji": emoji}, "json").status_code == 200
    assert reactions(api(alice), talk, id) == [("❤️", 1, False), ("👍", 1, True)]
    assert [kind for _, kind, _ in published] == ["message_changed"] * 3
    answer = api(bob).delete(url(talk, id, "/reaction")).json()
    assert answer["reactions"] == [{"emoji": "👍", "count": 1, "mine": False, "others": ["alice"]}]
    assert api(bob).delete(url(talk, id, "/reaction")).status_code == 200
    assert answer["edited_at"] is None


def test_a_message_of_an_earlier_release_takes_reactions(
    api: Client, alice: User, bob: User, talk: str, say: Say
) -> None:
    id = say(alice, talk, "Hello")
    MessageItem.get(f"CONV#{talk}", f"MSG#{id}").update([MessageItem.reactions.remove()])
    assert api(bob).delete(url(talk, id, "/reaction")).status_code == 200
    for client in (api(alice), api(bob)):
        client.put(url(talk, id, "/reaction"), {"emoji": "🎉"}, "json")
    assert reactions(api(bob), talk, id) == [("🎉", 2, True)]


@pytest.mark.django_db(transaction=True)
def test_reactions_at_once_all_stay(
    api: Client, alice: User, bob: User, charlie: User, say: Say
) -> None:
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    id = say(alice, group.id, "Hello")
    people = [alice, bob, charlie]

    def react(user: User) -> int:
        body = {"emoji": "👍"}
        status: int = api(user).put(url(group.id, id, "/reaction"), body, "json").status_code
        connection.close()
        return status

    with ThreadPoolExecutor(3) as threads:
        assert set(threads.map(react, people)) == {200}
    assert set(stored(group.id, id).reactions) == subs(*people)


@pytest.mark.parametrize(
    "emoji",
    ["👍", "👍🏽", "❤️", "👩🏽‍❤️‍💋‍👨🏿", "🏳️‍🌈", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1️⃣", "🧔🏻‍♂️", "☝🏽", "🐈‍⬛"],
)
def test_one_emoji_is_a_reaction(api: Client, alice: User, talk: str, say: Say, emoji: str) -> None:
    id = say(alice, talk, "Hello")
    answer = api(alice).put(url(talk, id, "/reaction"), {"emoji": emoji}, "json").json()
    assert answer["reactions"] == [{"emoji": emoji, "count": 1, "mine": True, "others": []}]


@pytest.mark.parametrize(
    "emoji",
    [
        *["", "a", "1", "#", "©", "<b>", "e\u0301", "👍👍", "👍 ", "👍a", "🇩", "🏽"],
        *["\ufe0f", "\u200d", "👍\u200d", "❤\ufe0e", "👨\u200d" * 40 + "👨"],
    ],
)
def test_anything_else_is_none(api: Client, alice: User, talk: str, say: Say, emoji: str) -> None:
    id = say(alice, talk, "Hello")
    response = api(alice).put(url(talk, id, "/reaction"), {"emoji": emoji}, "json")
    assert response.status_code == 400
    assert response.json()["code"] == "reaction_invalid"
    assert stored(talk, id).reactions == {}


def test_only_its_sender_changes_a_message(
    api: Client, alice: User, bob: User, talk: str, say: Say, published: Published
) -> None:
    id = say(alice, talk, "Mine")
    published.clear()
    for response in (
        api(bob).patch(url(talk, id), {"text": "Yours"}, "json"),
        api(bob).delete(url(talk, id)),
    ):
        assert (response.status_code, response.json()["code"]) == (403, "not_the_sender")
    assert stored(talk, id).text == "Mine"
    assert published == []


def test_nothing_is_done_to_what_is_deleted(
    api: Client, alice: User, bob: User, talk: str, say: Say
) -> None:
    id = say(alice, talk, "Mine")
    api(alice).delete(url(talk, id))
    for response in (
        api(alice).patch(url(talk, id), {"text": "Back"}, "json"),
        api(bob).put(url(talk, id, "/reaction"), {"emoji": "👍"}, "json"),
    ):
        assert (response.status_code, response.json()["code"]) == (409, "message_deleted")
    message = stored(talk, id)
    assert (message.text, message.reactions) == ("", {})


@pytest.mark.parametrize(("method", "more", "body"), ROUTES)
def test_what_is_not_there_to_be_changed(
    api: Client, alice: User, bob: User, talk: str, method: str, more: str, body: object
) -> None:
    over = write(talk, alice, expires_at=datetime.now(UTC) - timedelta(seconds=1)).id
    news = tell_news(talk, alice, what="lasts", people=[], lasts=3600)
    elsewhere, _ = start_conversation(creator=alice, handles=["bob"], group=True, text="There")
    for id in (over, news, new_ulid(), "x", elsewhere.last_message.id):  # type: ignore[union-attr]
        response = getattr(api(alice), method)(url(talk, id, more), body, format="json")
        assert (response.status_code, response.json()["code"]) == (404, "message_not_found")
    assert stored(talk, over).text == "Hello"
    assert stored(talk, news).reactions == {}


@pytest.mark.parametrize(("method", "more", "body"), ROUTES)
def test_a_stranger_changes_nothing(
    api: Client,
    alice: User,
    charlie: User,
    talk: str,
    say: Say,
    published: Published,
    method: str,
    more: str,
    body: object,
) -> None:
    id = say(alice, talk, "Hello")
    published.clear()
    for conversation_id in (talk, new_ulid(), "x"):
        answer = getattr(api(charlie), method)(url(conversation_id, id, more), body, format="json")
        assert (answer.status_code, answer.json()["code"]) == (404, "conversation_not_found")
    assert stored(talk, id).text == "Hello"
    assert published == []


def test_between_two_of_whom_one_blocks_only_deleting_is_left(
    api: Client, alice: User, bob: User, talk: str, say: Say, published: Published
) -> None:
    id = say(alice, talk, "Hello")
    Block.objects.create(blocker=bob, blocked=alice)
    published.clear()
    for response in (
        api(alice).patch(url(talk, id), {"text": "Please"}, "json"),
        api(alice).put(url(talk, id, "/reaction"), {"emoji": "👍"}, "json"),
        api(bob).put(url(talk, id, "/reaction"), {"emoji": "👍"}, "json"),
    ):
        assert (response.status_code, response.json()["code"]) == (409, "cannot_send")
    assert published == []
    assert api(alice).delete(url(talk, id)).status_code == 200
    assert [people for people, _, _ in published] == [subs(alice)]


def test_beside_a_deleted_person_only_deleting_is_left(
    api: Client, alice: User, bob: User, talk: str, say: Say, shore: Shore, published: Published
) -> None:
    id = say(alice, talk, "Hello")
    shore.drain(talk)
    erase_messages(user_id=bob.pk)
    published.clear()
    for response in (
        api(alice).post(f"/api/v1/conversations/{talk}/messages", SENT, "json"),
        api(alice).patch(url(talk, id), {"text": "Bye"}, "json"),
        api(alice).put(url(talk, id, "/reaction"), {"emoji": "👍"}, "json"),
    ):
        assert (response.status_code, response.json()["code"]) == (409, "cannot_send")
    assert api(alice).delete(url(talk, id)).json()["deleted"]
    assert [people for people, _, _ in published] == [subs(alice)]


@pytest.mark.parametrize("text", ["", "\u200b", "x" * 2001])
def test_a_text_is_edited_to_one_that_can_be_sent(
    api: Client, alice: User, talk: str, say: Say, text: str
) -> None:
    id = say(alice, talk, "Hello")
    response = api(alice).patch(url(talk, id), {"text": text}, "json")
    assert response.status_code == 400
    assert stored(talk, id).text == "Hello"
    with_a_crud = write(talk, alice, post_id=5).id
    answer = api(alice).patch(url(talk, with_a_crud), {"text": ""}, "json")
    assert (answer.status_code, answer.json()["post_id"]) == (200, "5")
