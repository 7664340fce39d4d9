"""The feed of a list of people: what they post, merged when it is read."""

import pytest

from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from apps.profiles.people_lists import add_person, create_list
from apps.profiles.services import mute
from tests.conftest import Client

pytestmark = pytest.mark.django_db


def put_together(owner: User, *people: User) -> str:
    """The address of the feed of a new list."""
    list_id = create_list(owner=owner, name="Friends")
    for person in people:
        add_person(owner=owner, list_id=list_id, person=person)
    return f"/api/v1/feeds/lists/{list_id}"


def texts(api: Client, who: User, address: str) -> list[str]:
    return [item["text"] for item in api(who).get(address).json()["items"]]


def test_it_holds_what_they_post_newest_first(
    api: Client, alice: User, bob: User, charlie: User
) -> None:
    for number in range(3):
        for person in (alice, bob, charlie):
            publish_post(author=person, new=NewPost(f"{person.handle} {number}"))
    address = put_together(alice, bob, charlie)
    assert texts(api, alice, address) == [
        "charlie 2", "bob 2", "charlie 1", "bob 1", "charlie 0", "bob 0",
    ]  # fmt: skip
    mute(muter=alice, muted=bob)
    assert texts(api, alice, address) == ["charlie 2", "charlie 1", "charlie 0"]
