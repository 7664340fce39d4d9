"""A person goes: their words and all that names them leave the table; the others lose nothing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import boto3
import pytest
from django.conf import settings

from apps.messaging import own_data, projection, store, store_members, stream, table, telling
from apps.messaging.changes import react
from apps.messaging.own_data import erase_messages
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.conftest import Client
from tests.factories import UserFactory
from tests.messaging.conftest import Published, Shore, subs
from tests.messaging.pump import Pump

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]
URL = "/api/v1/conversations"


def erase(user_id: UUID) -> None:
    """As the task does, and the person's row goes then."""
    while erase_messages(user_id=user_id, limit=2):
        pass
    User.objects.filter(pk=user_id).delete()


def traces(*words: str) -> list[Any]:
    """The items of the table that hold any of `words`, whichever key or attribute it is in."""
    pages = boto3.client("dynamodb").get_paginator("scan")
    return [
        item
        for page in pages.paginate(TableName=settings.MESSAGES_TABLE, ConsistentRead=True)
        for item in page["Items"]
        if any(word in str(item) for word in words)
    ]


def line(user: User, conversation_id: str) -> tuple[str, int]:
    """(last message, unread) in a person's inbox."""
    lines = store_members.inbox(box=str(user.pk), after=None, limit=100)
    [one] = [each for each in lines if each.conversation_id == conversation_id]
    return one.last_message, one.unread


def test_nothing_in_the_table_names_them_or_says_what_they_said(
    alice: User, bob: User, charlie: User, talk: str, shore: Shore, say: Say
) -> None:
    group, _ = start_conversation(
        creator=alice, handles=["bob", "charlie"], text="Alicewords", client_id="Aliceclient"
    )
    say(bob, talk, "Bobwords")
    say(alice, talk, "Alicewords")
    shore.drain(talk, group.id)
    sub = str(alice.pk)
    assert traces(sub)
    erase(alice.pk)
    shore.drain(talk, group.id)
    assert traces(sub, "Alicewords", "Aliceclient") == []
    assert traces("Bobwords")


def test_the_others_keep_the_conversation_and_the_places(
    api: Client, alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    say(bob, talk, "How are you?")
    last = say(alice, talk, "Well, and you?")
    shore.drain(talk)
    assert line(bob, talk) == (last, 1)
    erase(alice.pk)
    shore.drain(talk)
    assert line(bob, talk) == (last, 0)
    [shown] = api(bob).get(URL).json()["items"]
    assert shown == api(bob).get(f"{URL}/{talk}").json()
    assert [one["display_name"] for one in shown["members"]] == ["Bob", "Deleted person"]
    gone, mine = api(bob).get(f"{URL}/{talk}/messages").json()["items"]
    assert (gone["deleted"], gone["text"], gone["client_id"]) == (True, "", "")
    assert gone["sender"] == {
        "handle": None,
        "display_name": "Deleted person",
        "avatar_url": None,
    }
    assert (mine["deleted"], mine["text"]) == (False, "How are you?")
    read = api(bob).post(f"{URL}/{talk}/read", {"message_id": last}, "json").json()
    assert read["unread"] == 0


def test_a_group_goes_on_without_them(
    api: Client, alice: User, bob: User, charlie: User, shore: Shore, say: Say
) -> None:
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    say(alice, group.id, "Hello")
    erase(alice.pk)
    last = say(bob, group.id, "And without her?")
    shore.drain(group.id)
    assert line(charlie, group.id) == (last, 1)
    members = api(charlie).get(f"{URL}/{group.id}").json()["members"]
    assert sorted(one["handle"] for one in members) == ["bob", "charlie"]


def test_nothing_can_be_said_to_who_is_gone(
    api: Client, alice: User, bob: User, talk: str, say: Say, published: Published
) -> None:
    body = {"text": "Are you there?", "client_id": "1"}
    first = api(bob).post(f"{URL}/{talk}/messages", body, "json").json()
    erase(alice.pk)
    published.clear()
    refused = api(bob).post(f"{URL}/{talk}/messages", {**body, "client_id": "2"}, "json")
    assert (refused.status_code, refused.json()["code"]) == (409, "cannot_send")
    assert len(store.messages(conversation_id=talk, before=None, limit=10)) == 1
    assert published == []
    again = api(bob).post(f"{URL}/{talk}/messages", body, "json")
    assert (again.status_code, again.json()) == (200, first)


def test_somebody_new_of_the_same_handle_starts_anew(
    api: Client, alice: User, bob: User, talk: str, say: Say
) -> None:
    say(alice, talk, "Secret")
    erase(alice.pk)
    UserFactory.create(handle="alice")
    made = api(bob).post(URL, {"handles": ["alice"]}, "json")
    assert made.status_code == 201
    assert made.json()["id"] != talk


def test_when_the_last_one_goes_the_conversation_goes(
    alice: User,
    bob: User,
    talk: str,
    shore: Shore,
    say: Say,
    dead_letters: Callable[[], list[Any]],
) -> None:
    say(alice, talk, "a")
    shore.drain(talk)
    erase(alice.pk)
    erase(bob.pk)
    assert traces(talk) == []
    shore.drain(talk)
    assert dead_letters() == []
    assert traces(talk) == []


def test_twice_is_once(alice: User, bob: User, talk: str, say: Say) -> None:
    say(alice, talk, "a")
    erase(alice.pk)
    left = traces(talk)
    assert erase_messages(user_id=alice.pk) == 0
    assert traces(talk) == left


@pytest.mark.parametrize("stop", ["_take_words", "_remove_member", "_forget"])
def test_stopped_after_any_step_it_is_finished_by_the_next_run(
    alice: User, bob: User, talk: str, shore: Shore, say: Say,
    monkeypatch: pytest.MonkeyPatch, stop: str,
) -> None:  # fmt: skip
    say(alice, talk, "Alicewords")
    shore.drain(talk)
    whole = getattr(own_data, stop)

    def stopped(*arguments: Any) -> None:
        whole(*arguments)
        raise TimeoutError

    with monkeypatch.context() as patched:
        patched.setattr(own_data, stop, stopped)
        with pytest.raises(TimeoutError):
            erase(alice.pk)
    erase(alice.pk)
    assert traces(str(alice.pk), "Alicewords") == []
    assert set(store.member_ids(talk)) == subs(bob)


def test_an_entry_that_a_late_record_writes_is_found_by_the_next_run(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(alice, talk, "a")
    records = shore.records(talk)
    late = projection.members_of(talk)
    erase(alice.pk)
    monkeypatch.setattr(projection, "members_of", lambda id: late)
    Pump(stream.handler).feed(records)
    assert traces(str(alice.pk))
    erase(alice.pk)
    assert traces(str(alice.pk)) == []


def test_those_who_stay_are_told(
    alice: User, bob: User, talk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr(telling, "publish", lambda *event: told.append(event))
    erase(alice.pk)
    assert told == [(list(subs(bob)), "conversation", {"conversation_id": talk})]


def test_nobody_is_called_what_stands_for_who_is_deleted() -> None:
    assert UUID(table.DELETED_PERSON).int == 0


def test_their_reactions_go_and_in_news_they_are_nobody(
    api: Client, alice: User, bob: User, charlie: User, say: Say, shore: Shore
) -> None:
    group = start_conversation(creator=bob, handles=["alice", "charlie"])[0].id
    his = say(bob, group, "Bobwords")
    hers = say(alice, group, "Alicewords")
    for who, message_id in ((alice, his), (charlie, his), (bob, hers)):
        react(person=who, conversation_id=group, message_id=message_id, emoji="👍")
    shore.drain(group)
    erase(alice.pk)
    shore.drain(group)
    assert traces(str(alice.pk), "Alicewords") == []
    gone, kept, news = api(bob).get(f"{URL}/{group}/messages").json()["items"]
    assert (gone["deleted"], gone["reactions"]) == (True, [])
    assert kept["reactions"] == [{"emoji": "👍", "count": 1, "mine": False, "others": ["charlie"]}]
    assert {one["handle"] for one in news["news"]["people"]} == {None, "charlie"}


def test_also_where_they_had_left_their_words_go(
    api: Client, alice: User, bob: User, charlie: User, say: Say, shore: Shore
) -> None:
    for how in ("left", "removed"):
        group = start_conversation(creator=bob, handles=["alice", "charlie"])[0].id
        say(alice, group, "Alicewords")
        one = alice if how == "left" else bob
        assert api(one).delete(f"{URL}/{group}/members/alice").status_code in (200, 204)
        shore.drain(group)
    # As after the days for which client_ids are remembered.
    marks = [item for item in traces(str(alice.pk)) if item["sk"]["S"].startswith("SENT#")]
    for item in marks:
        key = {name: item[name] for name in ("pk", "sk")}
        boto3.client("dynamodb").delete_item(TableName=settings.MESSAGES_TABLE, Key=key)
    assert marks
    erase(alice.pk)
    assert traces(str(alice.pk), "Alicewords") == []


def test_an_owner_who_goes_hands_over_and_what_was_known_of_it_is_old(
    api: Client, alice: User, bob: User, charlie: User, say: Say, published: Published
) -> None:
    group = start_conversation(creator=alice, handles=["bob", "charlie"])[0].id
    say(bob, group, "The facts are known")
    erase(alice.pk)
    members = api(bob).get(f"{URL}/{group}").json()["members"]
    assert [one["role"] for one in members].count("owner") == 1
    published.clear()
    say(bob, group, "And without her?")
    assert published[0][0] == subs(bob, charlie)
