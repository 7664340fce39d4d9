"""Conversations from people one does not follow: .../accept, .../decline, .../me"""

from collections.abc import Callable
from typing import Any

import pytest

from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from apps.profiles.services import block
from tests.conftest import Client
from tests.factories import UserFactory
from tests.messaging.conftest import Published, Shore, subs

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]
URL = "/api/v1/conversations"


@pytest.fixture
def dora(db: None) -> User:
    """Somebody who follows nobody."""
    return UserFactory.create(handle="dora")


@pytest.fixture
def request_id(alice: User, dora: User, say: Say, shore: Shore) -> str:
    """What Alice has said to Dora, and Dora has yet to accept."""
    talk = start_conversation(creator=alice, handles=["dora"])[0].id
    say(alice, talk, "Do you know me?")
    shore.drain(talk)
    return talk


def box(api: Client, user: User, name: str) -> list[str]:
    items = api(user).get(URL, {"box": name}).json()["items"]
    return [item["id"] for item in items]


def post(api: Client, user: User, id: str, what: str) -> Any:
    return api(user).post(f"{URL}/{id}/{what}")


def keep(api: Client, user: User, id: str, **body: Any) -> Any:
    return api(user).patch(f"{URL}/{id}/me", body, "json")


def test_it_waits_apart(api: Client, alice: User, dora: User, request_id: str) -> None:
    assert (box(api, dora, "inbox"), box(api, dora, "requests")) == ([], [request_id])
    assert box(api, alice, "inbox") == [request_id]
    shown = api(dora).get(f"{URL}/{request_id}").json()
    assert (shown["state"], shown["unread"], shown["can_send"]) == ("request", 1, True)
    [line] = api(dora).get(URL, {"box": "requests"}).json()["items"]
    assert (line["state"], line["last_message"]["text"]) == ("request", "Do you know me?")
    assert api(alice).get(f"{URL}/{request_id}").json()["state"] == "in"


def test_from_whom_one_follows_it_is_none(
    api: Client, alice: User, bob: User, shore: Shore, talk: str
) -> None:
    shore.drain(talk)
    assert (box(api, bob, "inbox"), box(api, bob, "requests")) == ([talk], [])


def test_it_is_read_and_nobody_sees_that(
    api: Client, alice: User, dora: User, request_id: str, published: Published
) -> None:
    [message] = api(dora).get(f"{URL}/{request_id}/messages").json()["items"]
    published.clear()
    read = api(dora).post(f"{URL}/{request_id}/read", {"message_id": message["id"]}, "json")
    assert (read.status_code, read.json()["unread"]) == (200, 0)
    assert post(api, dora, request_id, "typing").status_code == 204
    assert published == []
    seen = {one["handle"]: one["read_to"] for one in shown(api, alice, request_id)["members"]}
    assert seen["dora"] is None
    assert shown(api, dora, request_id)["members"][0]["read_to"] is None


def shown(api: Client, user: User, id: str) -> Any:
    return api(user).get(f"{URL}/{id}").json()


def test_nothing_that_is_said_is_told_before(
    api: Client, alice: User, dora: User, request_id: str, say: Say, published: Published
) -> None:
    published.clear()
    say(alice, request_id, "Hello?")
    assert published
    assert all(not subs(dora) & to for to, _, _ in published)


def test_to_accept_is_to_have_it_in_the_inbox_at_once(
    api: Client, alice: User, dora: User, request_id: str, published: Published
) -> None:
    published.clear()
    accepted = post(api, dora, request_id, "accept")
    assert (accepted.status_code, accepted.json()["state"]) == (200, "in")
    assert (box(api, dora, "inbox"), box(api, dora, "requests")) == ([request_id], [])
    assert api(dora).get(f"{URL}/summary").json() == {"unread": 1, "requests": 0}
    assert [(to, kind) for to, kind, _ in published] == [(subs(dora), "inbox")]
    assert post(api, dora, request_id, "accept").status_code == 200
    assert len(published) == 1


def test_after_that_all_is_told(
    api: Client, alice: User, dora: User, request_id: str, say: Say, published: Published
) -> None:
    post(api, dora, request_id, "accept")
    published.clear()
    last = say(alice, request_id, "Good")
    assert published[0][0] == subs(alice, dora)
    api(dora).post(f"{URL}/{request_id}/read", {"message_id": last}, "json")
    assert published[-1][:2] == (subs(alice), "read")


def test_to_write_is_to_accept(
    api: Client, alice: User, dora: User, request_id: str, shore: Shore
) -> None:
    body = {"text": "I do", "client_id": "1"}
    assert api(dora).post(f"{URL}/{request_id}/messages", body, "json").status_code == 201
    assert shown(api, dora, request_id)["state"] == "in"
    assert box(api, dora, "inbox") == [request_id]
    shore.drain(request_id)
    assert (box(api, dora, "inbox"), box(api, dora, "requests")) == ([request_id], [])


def test_to_decline_takes_it_out_of_sight_and_tells_nobody(
    api: Client, alice: User, dora: User, request_id: str, say: Say, shore: Shore,
    published: Published,
) -> None:  # fmt: skip
    before = shown(api, alice, request_id)
    published.clear()
    assert post(api, dora, request_id, "decline").status_code == 204
    assert (box(api, dora, "inbox"), box(api, dora, "requests")) == ([], [])
    assert all(to == subs(dora) for to, _, _ in published)
    assert shown(api, alice, request_id) == before
    for path in ("", "/messages"):
        assert api(dora).get(f"{URL}/{request_id}{path}").status_code == 404
    published.clear()
    say(alice, request_id, "Hello?")
    shore.drain(request_id)
    assert all(not subs(dora) & to for to, _, _ in published)
    assert (box(api, dora, "inbox"), box(api, dora, "requests")) == ([], [])
    assert api(dora).get(f"{URL}/summary").json() == {"unread": 0, "requests": 0}


def test_declined_twice_is_declined_and_cannot_be_accepted(
    api: Client, dora: User, request_id: str
) -> None:
    for _ in range(2):
        assert post(api, dora, request_id, "decline").status_code == 204
    assert post(api, dora, request_id, "accept").status_code == 404


def test_what_is_accepted_cannot_be_declined(
    api: Client, alice: User, dora: User, request_id: str
) -> None:
    post(api, dora, request_id, "accept")
    for user in (alice, dora):
        refused = post(api, user, request_id, "decline")
        assert (refused.status_code, refused.json()["code"]) == (409, "not_a_request")
    assert box(api, dora, "inbox") == [request_id]


@pytest.mark.parametrize("declined", [False, True])
def test_to_start_it_from_the_own_side_takes_it_up(
    api: Client, alice: User, dora: User, request_id: str, declined: bool
) -> None:
    if declined:
        post(api, dora, request_id, "decline")
    found = api(dora).post(URL, {"handles": ["alice"]}, "json")
    assert (found.status_code, found.json()["id"]) == (200, request_id)
    assert found.json()["state"] == "in"
    assert box(api, dora, "inbox") == [request_id]


def test_starting_it_again_does_not_undo_that_it_was_declined(
    api: Client, alice: User, dora: User, request_id: str, shore: Shore
) -> None:
    post(api, dora, request_id, "decline")
    again = api(alice).post(URL, {"handles": ["dora"], "text": "Hello?"}, "json")
    assert again.status_code == 200
    shore.drain(request_id)
    assert (box(api, dora, "inbox"), box(api, dora, "requests")) == ([], [])


def test_a_group_too_waits_for_who_does_not_follow(
    api: Client, alice: User, bob: User, dora: User, shore: Shore, say: Say, published: Published
) -> None:
    group = start_conversation(creator=alice, handles=["bob", "dora"])[0].id
    shore.drain(group)
    assert (box(api, bob, "inbox"), box(api, dora, "requests")) == ([group], [group])
    say(bob, group, "Who is Dora?")
    assert published[-1][0] == subs(alice, bob)
    post(api, dora, group, "accept")
    say(bob, group, "Ah")
    assert published[-1][0] == subs(alice, bob, dora)


def test_who_is_added_later_has_it_as_a_request(
    api: Client, alice: User, bob: User, dora: User, shore: Shore
) -> None:
    group = start_conversation(creator=alice, handles=["bob"], group=True)[0].id
    api(alice).put(f"{URL}/{group}/members/dora", {}, "json")
    shore.drain(group)
    assert (box(api, dora, "inbox"), box(api, dora, "requests")) == ([], [group])


def test_a_request_can_be_left(api: Client, alice: User, dora: User, shore: Shore) -> None:
    group = start_conversation(creator=alice, handles=["dora"], group=True)[0].id
    shore.drain(group)
    assert api(dora).delete(f"{URL}/{group}/members/dora").status_code == 204
    assert box(api, dora, "requests") == []


@pytest.mark.parametrize("blocker", ["dora", "alice"])
def test_nobody_starts_one_across_a_block(
    api: Client, alice: User, dora: User, request_id: str, blocker: str
) -> None:
    one, other = (dora, alice) if blocker == "dora" else (alice, dora)
    block(blocker=one, blocked=other)
    for me, handle in ((alice, "dora"), (dora, "alice")):
        refused = api(me).post(URL, {"handles": [handle]}, "json")
        assert (refused.status_code, refused.json()["code"]) == (404, "person_not_found")
        conversation = shown(api, me, request_id)
        assert conversation["can_send"] is False
        assert {one["handle"] for one in conversation["members"]} == {"alice", "dora"}


def test_muted_and_marked_are_ones_own(
    api: Client, alice: User, bob: User, talk: str, shore: Shore, say: Say, published: Published
) -> None:
    last = say(alice, talk, "Hello")
    api(bob).post(f"{URL}/{talk}/read", {"message_id": last}, "json")
    published.clear()
    kept = keep(api, bob, talk, muted=True, marked_unread=True).json()
    assert (kept["muted"], kept["marked_unread"], kept["unread"]) == (True, True, 0)
    assert kept == shown(api, bob, talk)
    shore.drain(talk)
    [line] = api(bob).get(URL).json()["items"]
    assert (line["muted"], line["marked_unread"]) == (True, True)
    other = shown(api, alice, talk)
    assert (other["muted"], other["marked_unread"]) == (False, False)
    assert published == []
    kept = keep(api, bob, talk, muted=False).json()
    assert (kept["muted"], kept["marked_unread"]) == (False, True)


def test_reading_takes_the_mark_away(
    api: Client, alice: User, bob: User, talk: str, say: Say
) -> None:
    first, last = say(alice, talk, "a"), say(alice, talk, "b")
    for message_id in (last, first):
        keep(api, bob, talk, marked_unread=True)
        read = api(bob).post(f"{URL}/{talk}/read", {"message_id": message_id}, "json").json()
        assert (read["marked_unread"], read["read_to"]) == (False, last)
        assert shown(api, bob, talk)["marked_unread"] is False


@pytest.mark.parametrize("body", [{"muted": "yes"}, {"marked_unread": None}, {"muted": 1}])
def test_a_wrong_body_is_refused(api: Client, bob: User, talk: str, body: Any) -> None:
    assert keep(api, bob, talk, **body).status_code == 400
    assert shown(api, bob, talk)["muted"] is False
