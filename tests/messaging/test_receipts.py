"""How far others have read: who sees it, and who is told."""

from collections.abc import Callable
from typing import Any

import pytest

from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from apps.profiles.services import block, unblock
from tests.conftest import Client
from tests.messaging.conftest import Published, Shore, subs

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]
URL = "/api/v1/conversations"


def read(api: Client, user: User, talk: str, message_id: str) -> Any:
    return api(user).post(f"{URL}/{talk}/read", {"message_id": message_id}, "json").json()


def seen_by(api: Client, user: User, talk: str) -> dict[str, str | None]:
    members = api(user).get(f"{URL}/{talk}").json()["members"]
    return {one["handle"]: one["read_to"] for one in members}


def turn_off(api: Client, user: User) -> None:
    assert api(user).patch("/api/v1/me", {"read_receipts": False}, "json").status_code == 200
    user.refresh_from_db()


def test_the_others_see_it_and_are_told(
    api: Client, alice: User, bob: User, talk: str, say: Say, published: Published
) -> None:
    last = say(alice, talk, "Hello")
    published.clear()
    own = read(api, bob, talk, last)
    assert own["read_to"] == last
    data = {"conversation_id": talk, "handle": "bob", "message_id": last}
    assert published == [(subs(alice), "read", data)]
    assert seen_by(api, alice, talk) == {"alice": None, "bob": last}


def test_what_does_not_move_is_not_told(
    api: Client, alice: User, bob: User, talk: str, say: Say, published: Published
) -> None:
    first, last = say(alice, talk, "a"), say(alice, talk, "b")
    read(api, bob, talk, last)
    published.clear()
    read(api, bob, talk, first)
    read(api, bob, talk, last)
    assert published == []
    assert seen_by(api, alice, talk)["bob"] == last


@pytest.mark.parametrize("who", ["reader", "sender"])
def test_turned_off_they_are_so_both_ways(
    api: Client, alice: User, bob: User, talk: str, say: Say, published: Published, who: str
) -> None:
    last = say(alice, talk, "a")
    read(api, alice, talk, last)
    turn_off(api, bob if who == "reader" else alice)
    published.clear()
    read(api, bob, talk, last)
    assert published == []
    assert seen_by(api, alice, talk)["bob"] is None
    assert seen_by(api, bob, talk)["alice"] is None
    assert api(bob).get(f"{URL}/{talk}").json()["read_to"] == last


def test_in_a_group_it_is_between_those_who_show_theirs(
    api: Client, alice: User, bob: User, charlie: User, say: Say, published: Published
) -> None:
    group = start_conversation(creator=alice, handles=["bob", "charlie"])[0].id
    last = say(alice, group, "a")
    turn_off(api, charlie)
    published.clear()
    for one in (bob, charlie):
        read(api, one, group, last)
    assert [(to, data["handle"]) for to, kind, data in published] == [(subs(alice), "bob")]
    assert seen_by(api, alice, group) == {"alice": None, "bob": last, "charlie": None}
    assert seen_by(api, charlie, group)["bob"] is None


@pytest.mark.parametrize("blocker", ["bob", "alice"])
def test_between_two_none_passes_a_block(
    api: Client, alice: User, bob: User, talk: str, say: Say, published: Published, blocker: str
) -> None:
    first, last = say(alice, talk, "a"), say(alice, talk, "b")
    read(api, bob, talk, first)
    one, other = (bob, alice) if blocker == "bob" else (alice, bob)
    block(blocker=one, blocked=other)
    published.clear()
    read(api, bob, talk, last)
    assert published == []
    assert seen_by(api, alice, talk)["bob"] is None
    assert seen_by(api, bob, talk)["alice"] is None
    unblock(blocker=one, blocked=other)
    assert seen_by(api, alice, talk)["bob"] == last


def test_lists_have_none(
    api: Client, alice: User, bob: User, talk: str, say: Say, shore: Shore
) -> None:
    last = say(alice, talk, "a")
    read(api, bob, talk, last)
    shore.drain(talk)
    [line] = api(alice).get(URL).json()["items"]
    assert {one["read_to"] for one in line["members"]} == {None}
    [line] = api(bob).get(URL).json()["items"]
    assert line["read_to"] == last


def test_what_was_said_before_one_came_cannot_be_read(
    api: Client, alice: User, bob: User, charlie: User, say: Say
) -> None:
    group = start_conversation(creator=alice, handles=["bob"], group=True)[0].id
    before = say(alice, group, "a")
    api(alice).put(f"{URL}/{group}/members/charlie", {}, "json")
    refused = api(charlie).post(f"{URL}/{group}/read", {"message_id": before}, "json")
    assert (refused.status_code, refused.json()["code"]) == (404, "message_not_found")
    assert api(charlie).get(f"{URL}/{group}").json()["read_to"] is None
