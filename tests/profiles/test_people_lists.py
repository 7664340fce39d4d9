"""Lists of people: made, filled, and nobody else's to know of."""

from typing import Any

import pytest

from apps.profiles.models import Listed, User
from apps.profiles.services import block
from tests.conftest import Client

pytestmark = pytest.mark.django_db

LISTS = "/api/v1/me/lists"


def make(api: Client, who: User, name: str = "Friends") -> Any:
    return api(who).post(LISTS, {"name": name}, format="json")


def test_a_list_is_made_filled_renamed_and_deleted(
    api: Client, alice: User, bob: User, charlie: User
) -> None:
    made = make(api, alice, " Friends ")
    assert made.status_code == 201
    friends = made.json()
    assert friends == {"id": friends["id"], "name": "Friends", "people": 0}
    address = f"{LISTS}/{friends['id']}"
    for number, handle in enumerate(("bob", "charlie", "alice"), start=1):
        for _ in range(2):
            assert api(alice).put(f"{address}/people/{handle}").json()["people"] == number
    people = api(alice).get(f"{address}/people").json()["items"]
    assert [one["handle"] for one in people] == ["alice", "charlie", "bob"]
    for _ in range(2):
        assert api(alice).delete(f"{address}/people/alice").json()["people"] == 2
    renamed = api(alice).patch(address, {"name": "friends"}, format="json")
    assert renamed.json() == {**friends, "name": "friends", "people": 2}
    assert api(alice).get(LISTS).json() == {"items": [renamed.json()], "next": None}
    assert api(alice).get(address).json() == renamed.json()
    assert api(alice).delete(address).status_code == 204
    assert not Listed.objects.exists()
    assert api(alice).get(f"{address}/people").json()["code"] == "list_not_found"
    block(blocker=bob, blocked=charlie)
