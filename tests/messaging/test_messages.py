"""GET /api/v1/conversations/{id}/messages"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from ulid import ULID

from apps.core.pagination import encode_cursor
from apps.messaging import facts, table
from apps.messaging.ids import UlidSource
from apps.messaging.items import MemberItem, MessageItem
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.conftest import Client
from tests.media.conftest import made
from tests.messaging.writing import tell_news, write

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]


def url(conversation_id: str) -> str:
    return f"/api/v1/conversations/{conversation_id}/messages"


def put(conversation_id: str, sender: User, numbers: range) -> list[str]:
    """Messages without the rest of sending them, newest last."""
    return [write(conversation_id, sender, text=f"{n}").id for n in numbers]


def texts(page: dict[str, Any]) -> list[str]:
    return [item["text"] for item in page["items"]]


def came_at(conversation_id: str, user: User, message_id: str) -> None:
    """What was said before a message is not theirs."""
    pk = table.conversation_pk(conversation_id)
    item = MemberItem.get(pk, table.member_sk(str(user.pk)))
    item.update([MemberItem.since.set(message_id)])
    facts.read(conversation_id)


def test_one_reads_back_through_all_of_them(api: Client, alice: User, bob: User, talk: str) -> None:
    sent = put(talk, alice, range(125)) + put(talk, bob, range(125, 250))
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = api(alice).get(url(talk), {"limit": "50", "cursor": cursor}).json()
        assert len(page["items"]) == 50
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert seen == sent[::-1]


def test_what_comes_meanwhile_does_not_shift_the_pages(api: Client, alice: User, talk: str) -> None:
    put(talk, alice, range(4))
    first = api(alice).get(url(talk), {"limit": 2}).json()
    put(talk, alice, range(4, 6))
    second = api(alice).get(url(talk), {"limit": "2", "cursor": first["next"]}).json()
    assert [item["text"] for item in first["items"] + second["items"]] == ["3", "2", "1", "0"]
    assert second["next"] is None


def test_two_in_the_same_millisecond_are_two_in_order(
    api: Client, alice: User, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A source of its own: the process's would go on from there.
    monkeypatch.setattr("tests.messaging.writing.new_ulid", UlidSource().new)
    monkeypatch.setattr("apps.messaging.ids.time.time_ns", lambda: 2_000_000_000_000_000_000)
    put(talk, alice, range(3))
    items = api(alice).get(url(talk)).json()["items"]
    assert [item["text"] for item in items] == ["2", "1", "0"]
    assert {item["created_at"] for item in items} == {"2033-05-18T03:33:20.000Z"}


def test_last_years_messages_are_there_on_the_first_of_january(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    ids = [
        str(ULID.from_datetime(datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC))),
        str(ULID.from_datetime(datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC))),
    ]
    for id in ids:
        write(talk, alice, id=id)
    items = api(bob).get(url(talk)).json()["items"]
    assert [item["created_at"] for item in items] == [
        "2026-01-01T00:00:01.000Z",
        "2025-12-31T23:59:59.000Z",
    ]


def test_a_new_name_shows_on_old_messages(api: Client, alice: User, bob: User, talk: str) -> None:
    put(talk, bob, range(1))
    bob.handle, bob.display_name = "robert", "Robert"
    bob.save()
    [message] = api(alice).get(url(talk)).json()["items"]
    assert message["sender"]["handle"] == "robert"
    assert message["sender"]["display_name"] == "Robert"


def test_a_cursor_reads_no_other_conversation(
    api: Client, alice: User, bob: User, charlie: User, talk: str
) -> None:
    put(talk, alice, range(3))
    cursor = api(alice).get(url(talk), {"limit": 1}).json()["next"]
    own, _ = start_conversation(creator=charlie, handles=["alice"])
    assert api(charlie).get(url(own.id), {"cursor": cursor}).json()["items"] == []
    assert api(charlie).get(url(talk), {"cursor": cursor}).status_code == 404


@pytest.mark.parametrize(
    "cursor", ["x", "!!", encode_cursor(5), encode_cursor("a"), encode_cursor(["0" * 26])]
)
def test_a_made_up_cursor_is_refused(api: Client, alice: User, talk: str, cursor: str) -> None:
    response = api(alice).get(url(talk), {"cursor": cursor})
    assert response.status_code == 400
    assert response.json()["code"] == "invalid_cursor"


def test_one_reads_forward_again_from_anywhere(api: Client, alice: User, talk: str) -> None:
    put(talk, alice, range(10))
    oldest = api(alice).get(url(talk), {"limit": 8}).json()
    page = api(alice).get(url(talk), {"limit": "8", "cursor": oldest["next"]}).json()
    assert page["next"] is None
    seen = texts(page)
    while page["prev"]:
        page = api(alice).get(url(talk), {"limit": "3", "cursor": page["prev"]}).json()
        seen = texts(page) + seen
    assert seen == [str(n) for n in range(9, -1, -1)]


def test_what_was_said_around_a_message(api: Client, alice: User, talk: str) -> None:
    sent = put(talk, alice, range(10))
    page = api(alice).get(url(talk), {"limit": "5", "around": sent[4]}).json()
    assert texts(page) == ["6", "5", "4", "3", "2"]
    older = api(alice).get(url(talk), {"limit": "5", "cursor": page["next"]}).json()
    newer = api(alice).get(url(talk), {"limit": "5", "cursor": page["prev"]}).json()
    assert (texts(older), older["next"]) == (["1", "0"], None)
    assert (texts(newer), newer["prev"]) == (["9", "8", "7"], None)


def test_around_the_first_the_last_and_what_is_gone(api: Client, alice: User, talk: str) -> None:
    sent = put(talk, alice, range(5))
    last = api(alice).get(url(talk), {"limit": "4", "around": sent[4]}).json()
    assert (texts(last), last["prev"]) == (["4", "3", "2", "1"], None)
    first = api(alice).get(url(talk), {"limit": "4", "around": sent[0]}).json()
    assert (texts(first), first["next"]) == (["2", "1", "0"], None)
    gone = api(alice).get(url(talk), {"around": "0" * 26}).json()
    assert texts(gone) == ["4", "3", "2", "1", "0"]
    assert api(alice).get(url(talk), {"around": "x"}).status_code == 404


def test_nothing_from_before_one_came_is_ones_to_read(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    sent = put(talk, alice, range(6))
    answer = write(talk, alice, text="Answer", reply_to=sent[1]).id
    came_at(talk, bob, sent[4])
    page = api(bob).get(url(talk)).json()
    assert texts(page) == ["Answer", "5", "4"]
    assert page["items"][0]["reply_to"]["state"] == "gone"
    for asked in (
        {"around": sent[1]},
        {"cursor": encode_cursor(["after", sent[0]])},
        {"cursor": encode_cursor(["after", sent[1]]), "limit": "2"},
        {"cursor": encode_cursor(sent[2])},
        {"cursor": encode_cursor(sent[4])},
    ):
        seen = {item["id"] for item in api(bob).get(url(talk), asked).json()["items"]}
        assert seen <= {sent[4], sent[5], answer}
    reply = {"text": "Mine", "client_id": "1", "reply_to": sent[1]}
    assert api(bob).post(url(talk), reply, "json").json()["code"] == "reply_to_not_found"
    for change in (
        api(bob).put(f"{url(talk)}/{sent[1]}/reaction", {"emoji": "👍"}, "json"),
        api(bob).delete(f"{url(talk)}/{sent[1]}"),
    ):
        assert (change.status_code, change.json()["code"]) == (404, "message_not_found")


def test_what_is_answered_stands_with_the_answer(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    first = write(talk, bob, text="👍🏽" * 141).id
    put(talk, alice, range(3))
    write(talk, alice, text="Answer", reply_to=first)
    for limit in (2, 10):
        answer = api(bob).get(url(talk), {"limit": limit}).json()["items"][0]["reply_to"]
        assert answer["text"] == "👍🏽" * 140
        assert (answer["id"], answer["state"]) == (first, "there")
        assert answer["sender"]["handle"] == "bob"
    api(bob).delete(f"{url(talk)}/{first}")
    answer = api(alice).get(url(talk), {"limit": 2}).json()["items"][0]["reply_to"]
    assert (answer["state"], answer["text"], answer["sender"]["handle"]) == ("deleted", "", "bob")


def test_news_name_people_as_they_are_now(api: Client, alice: User, bob: User, talk: str) -> None:
    people = [str(bob.pk), table.DELETED_PERSON]
    id = tell_news(talk, alice, what="added", people=people)
    bob.handle = "robert"
    bob.save()
    [item] = api(alice).get(url(talk)).json()["items"]
    assert (item["id"], item["sender"]["handle"], item["text"]) == (id, "alice", "")
    assert item["news"]["what"] == "added"
    assert [person["handle"] for person in item["news"]["people"]] == ["robert", None]
    assert (item["news"]["title"], item["news"]["lasts"]) == (None, None)


def test_pictures_and_a_crud_stand_with_the_message(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    first, second = made(alice, 2, purpose="message", alt="A cat")
    write(talk, alice, media_ids=(second, first, 12345), post_id=77)
    [item] = api(bob).get(url(talk)).json()["items"]
    assert [media["id"] for media in item["media"]] == [str(second), str(first)]
    assert item["media"][0]["alt"] == "A cat"
    assert item["post_id"] == "77"


def test_a_deleted_persons_message_is_a_place(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    id = write(talk, bob).id
    item = MessageItem.get(f"CONV#{talk}", f"MSG#{id}")
    item.update([MessageItem.sender.set(table.DELETED_PERSON), MessageItem.text.set("")])
    [message] = api(alice).get(url(talk)).json()["items"]
    assert message["deleted"]
    assert message["sender"]["handle"] is None
