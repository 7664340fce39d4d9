"""GET /api/v1/conversations"""

from collections.abc import Callable

import pytest

from apps.core.pagination import encode_cursor
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.conftest import Client
from tests.factories import UserFactory
from tests.messaging.conftest import Shore

pytestmark = pytest.mark.django_db
URL = "/api/v1/conversations"
Say = Callable[[User, str, str], str]


def test_it_is_ordered_by_last_activity(
    api: Client, alice: User, bob: User, charlie: User, shore: Shore, say: Say
) -> None:
    with_bob, _ = start_conversation(creator=alice, handles=["bob"])
    with_charlie, _ = start_conversation(creator=alice, handles=["charlie"])
    shore.drain(with_bob.id, with_charlie.id)
    assert ids(api, alice) == [with_charlie.id, with_bob.id]
    say(bob, with_bob.id, "Hello")
    shore.drain(with_bob.id, with_charlie.id)
    assert ids(api, alice) == [with_bob.id, with_charlie.id]
    assert ids(api, bob) == [with_bob.id]
    assert ids(api, charlie) == [with_charlie.id]


def ids(api: Client, user: User) -> list[str]:
    return [item["id"] for item in api(user).get(URL).json()["items"]]


def test_it_shows_the_last_message_and_what_is_unread(
    api: Client, alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    say(alice, talk, "One")
    last = say(alice, talk, "Two")
    shore.drain(talk)
    [entry] = api(bob).get(URL).json()["items"]
    assert entry["unread"] == 2
    assert entry["last_message"]["id"] == last
    assert entry["last_message"]["text"] == "Two"
    assert entry["last_activity_at"] == entry["last_message"]["created_at"]
    [own] = api(alice).get(URL).json()["items"]
    assert own["unread"] == 0
    assert own["last_message"] == entry["last_message"]


def test_it_goes_on_through_all_conversations(api: Client, alice: User) -> None:
    made = [
        start_conversation(creator=alice, handles=[str(user.handle)])[0].id
        for user in UserFactory.create_batch(7)
    ]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = api(alice).get(URL, {"limit": "3", "cursor": cursor}).json()
        assert len(page["items"]) <= 3
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
    assert seen == made[::-1]


def test_a_new_name_shows_at_once(
    api: Client, alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    say(bob, talk, "Hello")
    shore.drain(talk)
    bob.display_name = "Robert"
    bob.save()
    [entry] = api(alice).get(URL).json()["items"]
    assert entry["last_message"]["sender"]["display_name"] == "Robert"
    assert "Robert" in {member["display_name"] for member in entry["members"]}
    assert "Bob" not in {member["display_name"] for member in entry["members"]}


def test_a_person_who_is_gone_shows_as_such(
    api: Client, alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    say(bob, talk, "Hello")
    shore.drain(talk)
    bob.delete()
    [entry] = api(alice).get(URL).json()["items"]
    assert entry["last_message"]["text"] == "Hello"
    assert entry["last_message"]["sender"]["handle"] is None
    assert None in {member["handle"] for member in entry["members"]}


def test_there_are_two_boxes(api: Client, alice: User) -> None:
    for box in ("inbox", "requests"):
        assert api(alice).get(URL, {"box": box}).json() == {"items": [], "next": None}
    refused = api(alice).get(URL, {"box": "others"})
    assert (refused.status_code, refused.json()["code"]) == (400, "choice_invalid")


def test_requests_go_on_through_all_of_them(api: Client, alice: User, shore: Shore) -> None:
    made = [
        start_conversation(creator=user, handles=["alice"])[0].id
        for user in UserFactory.create_batch(5)
    ]
    shore.drain(*made)
    first = api(alice).get(URL, {"box": "requests", "limit": "3"}).json()
    more = {"box": "requests", "limit": "3", "cursor": first["next"]}
    second = api(alice).get(URL, more).json()
    assert [one["id"] for one in first["items"] + second["items"]] == made[::-1]
    assert second["next"] is None


def test_a_cursor_is_only_a_place_in_ones_own_inbox(
    api: Client, alice: User, charlie: User, talk: str
) -> None:
    cursor = encode_cursor(["7" + "Z" * 25, talk])
    assert ids(api, alice) == [talk]
    assert api(charlie).get(URL, {"cursor": cursor}).json()["items"] == []


@pytest.mark.parametrize(
    "cursor",
    ["x", "!!", "é", encode_cursor(5), encode_cursor(["a", "b"]), encode_cursor([1, 2]),
     encode_cursor({}), encode_cursor(["0" * 26]), encode_cursor("0" * 26)],
)  # fmt: skip
def test_a_made_up_cursor_is_refused(api: Client, alice: User, cursor: str) -> None:
    response = api(alice).get(URL, {"cursor": cursor})
    assert response.status_code == 400
    assert response.json()["code"] == "invalid_cursor"
