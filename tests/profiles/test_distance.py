"""Blocks, mutes with an end, hidden reposts, and the lists of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.posts.marks import mark
from apps.posts.models import Repost
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import Mute, User
from apps.profiles.services import block, follow, mute
from apps.profiles.tasks import sweep
from tests.conftest import Client

pytestmark = pytest.mark.django_db


def put(api: Client, who: User, path: str, **body: Any) -> Any:
    return api(who).put(f"/api/v1/profiles/{path}", body, format="json")


def handles(api: Client, who: User, path: str) -> list[str]:
    return [item["handle"] for item in api(who).get(f"/api/v1/{path}").json()["items"]]


def test_a_mute_ends_by_itself(api: Client, alice: User, bob: User) -> None:
    publish_post(author=bob, new=NewPost("hello"))
    until = timezone.now() + timedelta(hours=1)
    muted = put(api, alice, "bob/mute", until=until.isoformat()).json()["viewer"]
    assert muted["muting"] is True
    assert muted["muted_until"] is not None
    assert api(alice).get("/api/v1/feeds/public").json()["items"] == []
    assert handles(api, alice, "me/mutes") == ["bob"]

    Mute.objects.update(until=timezone.now())
    assert len(api(alice).get("/api/v1/feeds/public").json()["items"]) == 1
    assert handles(api, alice, "me/mutes") == []
    assert api(alice).get("/api/v1/profiles/bob").json()["viewer"]["muting"] is False


def test_muting_again_changes_the_end(api: Client, alice: User, bob: User) -> None:
    mute(muter=alice, muted=bob, until=timezone.now() + timedelta(hours=1))
    assert put(api, alice, "bob/mute").json()["viewer"]["muted_until"] is None
    assert Mute.objects.count() == 1


@pytest.mark.parametrize("until", ["2020-01-01T00:00:00Z", "tomorrow", 5])
def test_an_end_that_is_none_is_refused(api: Client, alice: User, bob: User, until: object) -> None:
    assert put(api, alice, "bob/mute", until=until).status_code == 400
    assert not Mute.objects.exists()


def test_the_sweep_forgets_mutes_that_are_over(alice: User, bob: User, charlie: User) -> None:
    mute(muter=alice, muted=bob, until=timezone.now() + timedelta(hours=1))
    mute(muter=alice, muted=charlie)
    Mute.objects.filter(muted=bob).update(until=timezone.now())
    sweep(timestamp=0)
    assert [row.muted_id for row in Mute.objects.all()] == [charlie.pk]


def test_whom_one_blocks_is_listed_also_if_they_block_back(
    api: Client, alice: User, bob: User, charlie: User
) -> None:
    block(blocker=alice, blocked=bob)
    block(blocker=bob, blocked=alice)
    block(blocker=alice, blocked=charlie)
    assert handles(api, alice, "me/blocks") == ["charlie", "bob"]
    assert handles(api, charlie, "me/blocks") == []


def test_hidden_reposts_leave_the_feed_and_new_ones_stay_out(
    api: Client, alice: User, bob: User, charlie: User, run_tasks: Callable[[], int]
) -> None:
    follow(follower=alice, followee=bob)
    crud = publish_post(author=charlie, new=NewPost("from charlie"))
    own = publish_post(author=bob, new=NewPost("from bob"))
    mark(Repost, user=bob, post_id=crud.pk)
    run_tasks()
    assert {str(crud.pk), str(own.pk)} == set(ids(api, alice))

    assert put(api, alice, "bob/hide-reposts").json()["viewer"]["hides_reposts"] is True
    assert ids(api, alice) == [str(own.pk)]
    again = publish_post(author=charlie, new=NewPost("another"))
    mark(Repost, user=bob, post_id=again.pk)
    run_tasks()
    assert ids(api, alice) == [str(own.pk)]

    shown = api(alice).delete("/api/v1/profiles/bob/hide-reposts").json()
    assert shown["viewer"]["hides_reposts"] is False


def ids(api: Client, who: User) -> list[str]:
    return [item["id"] for item in api(who).get("/api/v1/feeds/home").json()["items"]]


def test_reposts_are_hidden_of_whom_one_follows(api: Client, alice: User, bob: User) -> None:
    assert put(api, alice, "bob/hide-reposts").json()["code"] == "not_following"


def test_nobody_keeps_away_from_themselves(api: Client, alice: User) -> None:
    for what in ("block", "mute"):
        assert put(api, alice, f"alice/{what}").json()["code"] == f"{what}_oneself"
