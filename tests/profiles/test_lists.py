"""Followers and people followed, page by page."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from apps.profiles.models import Follow, User
from apps.profiles.services import block, follow
from tests.conftest import Client
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def walk(api: Client, who: User | None, path: str) -> list[str]:
    handles: list[str] = []
    cursor = ""
    while True:
        page = api(who).get(f"/api/v1/{path}?limit=2&cursor={cursor}").json()
        handles += [item["handle"] for item in page["items"]]
        if page["next"] is None:
            return handles
        cursor = page["next"]


def test_the_last_come_first_and_none_is_missed_or_repeated(api: Client, alice: User) -> None:
    fans = UserFactory.create_batch(5)
    for fan in fans:
        follow(follower=fan, followee=alice)
    newest_first = [str(fan.handle) for fan in reversed(fans)]
    assert walk(api, None, "profiles/alice/followers") == newest_first
    # Also where they came at one moment.
    Follow.objects.update(created_at=timezone.now())
    assert sorted(walk(api, None, "profiles/alice/followers")) == sorted(newest_first)
    assert walk(api, None, f"profiles/{fans[0].handle}/following") == ["alice"]


def test_who_may_not_be_seen_is_not_listed(
    api: Client, alice: User, bob: User, charlie: User
) -> None:
    hidden = UserFactory.create(is_active=False)
    leaving = UserFactory.create(leaves_at=timezone.now())
    for fan in (bob, charlie, hidden, leaving):
        follow(follower=fan, followee=alice)
    block(blocker=charlie, blocked=bob)
    assert walk(api, None, "profiles/alice/followers") == ["charlie", "bob"]
    for reader in (bob, charlie):
        assert walk(api, reader, "profiles/alice/followers") == [reader.handle]


def test_a_list_says_what_one_is_to_each(api: Client, alice: User, bob: User) -> None:
    follow(follower=bob, followee=alice)
    item = api(alice).get("/api/v1/profiles/alice/followers").json()["items"][0]
    assert (item["viewer"]["followed_by"], item["viewer"]["following"]) == (True, False)


@pytest.mark.parametrize("size", [2, 12])
def test_a_list_costs_two_queries(
    api: Client, alice: User, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for fan in UserFactory.create_batch(size):
        follow(follower=fan, followee=alice)
    with django_assert_num_queries(2):
        api(alice).get("/api/v1/profiles/alice/followers")


@pytest.mark.parametrize("cursor", ["x", "WyJhIiwiYiJd", "WzEsMl0", "e30", "bnVsbA"])
def test_a_cursor_that_is_none_of_ours_is_refused(api: Client, alice: User, cursor: str) -> None:
    for path in ("profiles/alice/followers", "me/follow-requests", "me/mutes", "me/blocks"):
        assert api(alice).get(f"/api/v1/{path}?cursor={cursor}").status_code == 400
