"""PATCH /api/v1/conversations/{id}, PUT and DELETE .../members/{handle}"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from apps.media.models import Media
from apps.messaging import store, store_changes, store_members
from apps.messaging.items import RosterItem
from apps.messaging.starting import start_conversation
from apps.profiles.models import Follow, User
from apps.profiles.services import block
from tests.conftest import Client
from tests.factories import UserFactory
from tests.messaging.conftest import Published, Shore, subs

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]
URL = "/api/v1/conversations"


@pytest.fixture
def group(alice: User, bob: User, charlie: User) -> str:
    """A group of Alice, who owns it, Bob and Charlie."""
    return start_conversation(creator=alice, handles=["bob", "charlie"])[0].id


@pytest.fixture
def dora(alice: User) -> User:
    """Somebody who follows Alice."""
    dora = UserFactory.create(handle="dora")
    Follow.objects.create(follower=dora, followee=alice)
    return dora


def patch(api: Client, user: User, id: str, **body: Any) -> Any:
    return api(user).patch(f"{URL}/{id}", body, "json")


def put(api: Client, user: User, id: str, handle: str, **body: Any) -> Any:
    return api(user).put(f"{URL}/{id}/members/{handle}", body, "json")


def remove(api: Client, user: User, id: str, handle: str) -> Any:
    return api(user).delete(f"{URL}/{id}/members/{handle}")


def news(api: Client, user: User, id: str) -> list[Any]:
    """What has happened, newest first: (who, what, to whom)."""
    said = api(user).get(f"{URL}/{id}/messages").json()["items"]
    told = [(one["sender"]["handle"], one["news"]) for one in said if one["news"]]
    return [(who, it["what"], [one["handle"] for one in it["people"]]) for who, it in told]


def roles(conversation: Any) -> dict[str, str]:
    return {one["handle"]: one["role"] for one in conversation["members"]}


def versions(id: str) -> set[int]:
    """Of META and of all members: one, where all is well."""
    return {int(item.version or 0) for item in store.roster_items(id)}


def test_it_begins_with_its_news_and_its_owner(api: Client, alice: User, group: str) -> None:
    conversation = api(alice).get(f"{URL}/{group}").json()
    assert roles(conversation) == {"alice": "owner", "bob": "member", "charlie": "member"}
    assert conversation["role"] == "owner"
    assert conversation["unread"] == 0
    [(who, what, people)] = news(api, alice, group)
    assert (who, what, sorted(people)) == ("alice", "started", ["bob", "charlie"])


def test_an_owner_names_it_for_everybody(
    api: Client, alice: User, bob: User, charlie: User, group: str, published: Published
) -> None:
    assert patch(api, alice, group, title=" Sunday ").json()["title"] == "Sunday"
    assert api(bob).get(f"{URL}/{group}").json()["title"] == "Sunday"
    assert news(api, bob, group)[0] == ("alice", "renamed", [])
    everybody = subs(alice, bob, charlie)
    assert (everybody, "conversation", {"conversation_id": group}) in published
    [message] = [event for event in published if event[1] == "message"]
    assert message[0] == everybody
    assert versions(group) == {2}


def test_what_is_so_already_changes_nothing(
    api: Client, alice: User, group: str, published: Published
) -> None:
    patch(api, alice, group, title="Sunday")
    published.clear()
    for body in ({"title": "Sunday"}, {"lasts": None}, {"picture_id": None}, {}):
        assert patch(api, alice, group, **body).status_code == 200
    assert published == []
    assert versions(group) == {2}
    assert patch(api, alice, group, title="").json()["title"] is None


@pytest.mark.parametrize(
    ("body", "code"),
    [({"title": "x" * 51}, "text_too_long"), ({"title": "a\nb"}, "text_forbidden_character"),
     ({"lasts": 5}, "lasts_invalid"), ({"lasts": "3600"}, "invalid"), ({"title": 5}, "invalid"),
     ({"picture_id": "1"}, "media_not_found"), ({"picture_id": 1.5}, "invalid")],
)  # fmt: skip
def test_a_wrong_change_is_refused_and_changes_nothing(
    api: Client, alice: User, group: str, body: dict[str, object], code: str
) -> None:
    answer = patch(api, alice, group, **{"title": "New", **body})
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert api(alice).get(f"{URL}/{group}").json()["title"] is None
    assert versions(group) == {1}


def a_picture(owner: User) -> int:
    source = {"name": "96.webp", "width": 96, "type": "image/webp"}
    media = Media.objects.create(
        owner=owner, purpose="group", state="ready", width=96, height=96, sources=[source]
    )
    return media.pk


def test_it_has_a_picture(api: Client, alice: User, bob: User, group: str, shore: Shore) -> None:
    picture = a_picture(alice)
    answer = patch(api, alice, group, picture_id=str(picture))
    assert answer.json()["picture"]["id"] == str(picture)
    assert news(api, alice, group)[0] == ("alice", "pictured", [])
    shore.drain(group)
    assert api(bob).get(URL).json()["items"][0]["picture"]["id"] == str(picture)
    assert patch(api, alice, group, picture_id=None).json()["picture"] is None


def test_a_picture_of_somebody_else_cannot_be_taken(
    api: Client, alice: User, bob: User, group: str
) -> None:
    answer = patch(api, alice, group, picture_id=str(a_picture(bob)))
    assert (answer.status_code, answer.json()["code"]) == (400, "media_not_found")


def test_how_long_messages_last_is_told(api: Client, alice: User, bob: User, group: str) -> None:
    assert patch(api, alice, group, lasts=3600).json()["lasts"] == 3600
    assert news(api, bob, group)[0] == ("alice", "lasts", [])
    assert patch(api, alice, group, lasts=None).json()["lasts"] is None


def test_both_of_two_say_how_long_messages_last(
    api: Client, alice: User, bob: User, talk: str
) -> None:
    assert patch(api, alice, talk, lasts=86400).json()["lasts"] == 86400
    assert patch(api, bob, talk, lasts=604800).json()["lasts"] == 604800
    assert [what for _, what, _ in news(api, bob, talk)] == ["lasts", "lasts"]
    block(blocker=bob, blocked=alice)
    refused = patch(api, alice, talk, lasts=None)
    assert (refused.status_code, refused.json()["code"]) == (409, "cannot_send")


def test_who_is_added_reads_nothing_from_before(
    api: Client, alice: User, bob: User, dora: User, group: str, say: Say, shore: Shore
) -> None:
    say(bob, group, "Before")
    added = put(api, alice, group, "Dora").json()
    assert roles(added)["dora"] == "member"
    say(bob, group, "After")
    hers = api(dora).get(f"{URL}/{group}/messages").json()
    assert [one["text"] for one in hers["items"]] == ["After", ""]
    assert hers["next"] is None
    assert news(api, dora, group) == [("alice", "added", ["dora"])]
    shore.drain(group)
    [line] = api(dora).get(URL).json()["items"]
    assert (line["unread"], line["state"]) == (1, "in")
    assert versions(group) == {2}


def test_adding_who_is_in_changes_nothing(
    api: Client, alice: User, group: str, published: Published
) -> None:
    assert put(api, alice, group, "bob").status_code == 200
    assert published == []
    assert versions(group) == {1}


def test_there_is_room_for_fifty(api: Client, alice: User) -> None:
    handles = [str(user.handle) for user in UserFactory.create_batch(49)]
    group, _ = start_conversation(creator=alice, handles=handles)
    UserFactory.create(handle="one_more")
    refused = put(api, alice, group.id, "one_more")
    assert (refused.status_code, refused.json()["code"]) == (400, "too_many_members")
    assert patch(api, alice, group.id, title="All of us").status_code == 200
    assert versions(group.id) == {2}


@pytest.mark.parametrize("who", ["nobody", "blocking", "blocked", "away"])
def test_nobody_is_added_across_a_block_or_who_is_not_here(
    api: Client, alice: User, group: str, who: str
) -> None:
    for name in ("blocking", "blocked", "away"):
        UserFactory.create(handle=name, is_active=name != "away")
    block(blocker=User.objects.get(handle="blocking"), blocked=alice)
    block(blocker=alice, blocked=User.objects.get(handle="blocked"))
    refused = put(api, alice, group, who)
    assert (refused.status_code, refused.json()["code"]) == (404, "person_not_found")
    assert versions(group) == {1}


def test_who_is_removed_has_nothing_of_it_any_more(
    api: Client, alice: User, bob: User, group: str, say: Say, shore: Shore, published: Published
) -> None:
    say(alice, group, "Hello")
    shore.drain(group)
    published.clear()
    left = remove(api, alice, group, "bob").json()
    assert set(roles(left)) == {"alice", "charlie"}
    assert (subs(bob) <= published[0][0], published[0][1]) == (True, "conversation")
    assert all(not subs(bob) & to for to, kind, _ in published if kind != "conversation")
    # Also before the Lambda has seen it.
    assert api(bob).get(URL).json()["items"] == []
    for path in (f"{URL}/{group}", f"{URL}/{group}/messages"):
        assert api(bob).get(path).status_code == 404
    body = {"text": "Let me", "client_id": "1"}
    assert api(bob).post(f"{URL}/{group}/messages", body, "json").status_code == 404
    published.clear()
    say(alice, group, "Without him")
    assert all(not subs(bob) & to for to, _, _ in published)
    shore.drain(group)
    assert api(bob).get(URL).json()["items"] == []


def test_who_comes_back_starts_anew(
    api: Client, alice: User, bob: User, group: str, say: Say, shore: Shore
) -> None:
    say(alice, group, "Before")
    remove(api, alice, group, "bob")
    say(alice, group, "Meanwhile")
    put(api, alice, group, "bob")
    say(alice, group, "After")
    shore.drain(group)
    texts = [one["text"] for one in api(bob).get(f"{URL}/{group}/messages").json()["items"]]
    assert texts == ["After", ""]
    [line] = api(bob).get(URL).json()["items"]
    assert (line["unread"], line["read_to"]) == (1, None)


@pytest.mark.parametrize("handle", ["nobody", "dora"])
def test_who_is_not_in_it_cannot_be_removed(
    api: Client, alice: User, dora: User, group: str, handle: str
) -> None:
    refused = remove(api, alice, group, handle)
    assert (refused.status_code, refused.json()["code"]) == (404, "person_not_found")


def test_owners_make_and_unmake_owners(
    api: Client, alice: User, bob: User, charlie: User, group: str
) -> None:
    assert roles(put(api, alice, group, "bob", role="owner").json())["bob"] == "owner"
    assert put(api, bob, group, "bob", role="owner").status_code == 200
    assert roles(put(api, bob, group, "alice", role="member").json())["alice"] == "member"
    assert put(api, alice, group, "charlie", role="owner").status_code == 403
    refused = put(api, bob, group, "bob", role="member")
    assert (refused.status_code, refused.json()["code"]) == (409, "last_owner")
    assert news(api, charlie, group)[:2] == [
        ("bob", "owner_unmade", ["alice"]),
        ("alice", "owner_made", ["bob"]),
    ]
    assert versions(group) == {3}


def test_a_member_also_across_a_block_can_be_made_owner_and_removed(
    api: Client, alice: User, bob: User, group: str
) -> None:
    block(blocker=bob, blocked=alice)
    assert roles(put(api, alice, group, "bob", role="owner").json())["bob"] == "owner"
    assert "bob" not in roles(remove(api, alice, group, "bob").json())


def test_what_owners_may_members_may_not(
    api: Client, bob: User, dora: User, group: str, published: Published
) -> None:
    answers = [
        patch(api, bob, group, title="Mine"),
        patch(api, bob, group, lasts=3600),
        put(api, bob, group, "dora"),
        put(api, bob, group, "bob", role="owner"),
        remove(api, bob, group, "charlie"),
    ]
    assert {(one.status_code, one.json()["code"]) for one in answers} == {(403, "not_an_owner")}
    assert published == []
    assert versions(group) == {1}


def test_between_two_there_is_nothing_to_own(api: Client, alice: User, talk: str) -> None:
    answers = [
        patch(api, alice, talk, title="Us"),
        patch(api, alice, talk, picture_id=None),
        put(api, alice, talk, "bob", role="owner"),
        remove(api, alice, talk, "bob"),
        remove(api, alice, talk, "alice"),
    ]
    codes = {(one.status_code, one.json()["code"]) for one in answers}
    assert codes == {(403, "direct_conversation")}
    assert versions(talk) == {1}


def test_who_leaves_is_gone_at_once(
    api: Client, alice: User, bob: User, group: str, published: Published
) -> None:
    assert remove(api, bob, group, "bob").status_code == 204
    assert api(bob).get(f"{URL}/{group}").status_code == 404
    assert set(roles(api(alice).get(f"{URL}/{group}").json())) == {"alice", "charlie"}
    assert news(api, alice, group)[0] == ("bob", "left", [])
    assert remove(api, bob, group, "bob").status_code == 404


def test_the_last_owner_who_leaves_hands_over_to_who_is_there_longest(
    api: Client, alice: User, bob: User, charlie: User, dora: User
) -> None:
    first, second = sorted((bob, charlie), key=lambda user: str(user.pk))
    group = start_conversation(creator=alice, handles=["bob", "charlie"])[0].id
    put(api, alice, group, "dora")
    remove(api, alice, group, "alice")
    left = api(dora).get(f"{URL}/{group}").json()
    assert roles(left) == {first.handle: "owner", second.handle: "member", "dora": "member"}
    assert news(api, dora, group)[:2] == [
        ("alice", "owner_made", [first.handle]),
        ("alice", "left", []),
    ]
    remove(api, first, group, str(first.handle))
    remove(api, second, group, str(second.handle))
    assert roles(api(dora).get(f"{URL}/{group}").json()) == {"dora": "owner"}


def test_who_has_not_accepted_is_no_owner_before_who_has(api: Client, alice: User) -> None:
    early, late = (UserFactory.create(handle=name) for name in ("early", "late"))
    Follow.objects.create(follower=late, followee=alice)
    group = start_conversation(creator=alice, handles=["early"], group=True)[0].id
    put(api, alice, group, "late")
    remove(api, alice, group, "alice")
    assert roles(api(late).get(f"{URL}/{group}").json()) == {"early": "member", "late": "owner"}
    assert early.pk


def test_a_group_goes_with_its_last_member(
    api: Client, alice: User, shore: Shore, dead_letters: Callable[[], list[Any]], say: Say
) -> None:
    UserFactory.create(handle="early")
    group = start_conversation(creator=alice, handles=["early"], group=True)[0].id
    picture = a_picture(alice)
    patch(api, alice, group, picture_id=str(picture))
    say(alice, group, "Hello")
    remove(api, alice, group, "early")
    assert remove(api, alice, group, "alice").status_code == 204
    assert store.roster_items(group) == []
    assert store.messages(conversation_id=group, limit=10) == []
    assert not Media.objects.filter(pk=picture).exists()
    shore.drain(group)
    assert dead_letters() == []
    assert api(alice).get(URL).json()["items"] == []


@pytest.mark.django_db(transaction=True)
def test_changes_at_once_all_come_about(api: Client, alice: User) -> None:
    handles = [f"new_{n}" for n in range(6)]
    for handle in handles:
        UserFactory.create(handle=handle)
    UserFactory.create(handle="first")
    group = start_conversation(creator=alice, handles=["first"], group=True)[0].id

    def add(handle: str) -> int:
        status: int = put(api, alice, group, handle).status_code
        connection.close()
        return status

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(add, handles)) == {200}
    roster = store_members.roster(group)
    assert roster is not None
    assert len(roster.members) == 8
    assert versions(group) == {7}


def test_a_send_by_what_was_known_before_is_sent_by_what_is(
    api: Client, alice: User, bob: User, group: str, say: Say
) -> None:
    """The facts are kept in memory; nobody is told who is no member any more."""
    say(bob, group, "Known")
    patch(api, alice, group, lasts=3600)
    say(bob, group, "Short")
    newest = api(alice).get(f"{URL}/{group}/messages").json()["items"][0]
    assert newest["expires_at"] is not None


def test_what_was_written_before_there_were_versions_has_one_from_then_on(
    api: Client, alice: User, bob: User, group: str, say: Say
) -> None:
    for item in store.roster_items(group):
        item.update([RosterItem.version.remove()])
    say(bob, group, "Before")
    assert patch(api, alice, group, title="Sunday").status_code == 200
    assert versions(group) == {1}
    say(bob, group, "After")


def test_what_goes_on_changing_is_503(
    api: Client, alice: User, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*args: object, **more: object) -> None:
        raise store_changes.Lost

    monkeypatch.setattr(store_changes, "write", lost)
    assert patch(api, alice, group, title=uuid4().hex).status_code == 503
