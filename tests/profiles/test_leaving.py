"""Leaving: hidden at once from everyone but oneself, and back within a week as if nothing was."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.posts import marks
from apps.posts.models import Like, Post, Repost
from apps.posts.services import NewPost, publish_post
from apps.profiles import leaving
from apps.profiles.models import User
from apps.profiles.services import follow
from tests.conftest import Client

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def leave(api: Client, user: User, handle: str) -> Any:
    return api(user).delete("/api/v1/me", {"handle": handle}, "json")


@pytest.mark.parametrize("given", ["alice", "@Alice "])
def test_one_leaves_in_a_week(api: Client, alice: User, given: str) -> None:
    response = leave(api, alice, given)
    assert response.status_code == 202
    alice.refresh_from_db()
    assert alice.leaves_at is not None
    assert abs(alice.leaves_at - timezone.now() - WEEK) < timedelta(minutes=1)
    me = api(alice).get("/api/v1/me").json()
    assert me == response.json()
    assert me["leaves_at"].endswith("Z")


def test_asking_again_does_not_put_it_off(api: Client, alice: User) -> None:
    first = leave(api, alice, "alice").json()
    assert leave(api, alice, "alice").json() == first


@pytest.mark.parametrize("given", ["", "bob", "alic", None, 5])
def test_another_handle_is_refused(api: Client, alice: User, given: Any) -> None:
    refused = api(alice).delete("/api/v1/me", {"handle": given}, "json")
    assert refused.status_code == 400
    alice.refresh_from_db()
    assert alice.leaves_at is None


def test_who_has_no_handle_yet_says_so(api: Client, alice: User) -> None:
    alice.handle = None
    alice.save()
    assert leave(api, alice, "alice").json()["code"] == "handle_mismatch"
    assert leave(api, alice, "").status_code == 202


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "feeds/home"), ("post", "posts"), ("patch", "me"), ("get", "conversations"),
     ("put", "profiles/bob/follow"), ("get", "me/bookmarks")],
)  # fmt: skip
def test_everything_else_is_refused_meanwhile(
    api: Client, alice: User, bob: User, method: str, path: str
) -> None:
    leaving.leave(user=alice, handle="alice")
    alice.refresh_from_db()
    refused = getattr(api(alice), method)(f"/api/v1/{path}", {}, "json")
    assert (refused.status_code, refused.json()["code"]) == (409, "account_leaving")


# What others may ask where Alice has been, and where nothing of her may be.
PLACES = (
    "profiles/alice", "profiles/alice/posts", "profiles/alice/followers", "posts/{post}",
    "posts/{post}/thread", "posts/{reply}", "posts/{host}/thread", "posts/{host}/likes",
    "posts/{host}/reposts", "posts/{host}/quotes", "posts/{quote}", "feeds/home", "feeds/public",
    "feeds/tags/words", "people?q=alice", "profiles/bob/followers", "profiles/bob/following",
    "me/likes", "me/bookmarks",
)  # fmt: skip


@pytest.fixture
def scene(alice: User, bob: User, run_tasks: Callable[[], int]) -> dict[str, int]:
    """Alice and Bob follow, answer, quote, like and repost each other."""
    follow(follower=alice, followee=bob)
    follow(follower=bob, followee=alice)
    host = publish_post(author=bob, new=NewPost("What do you say?"))
    post = publish_post(author=alice, new=NewPost("Her words #words"))
    reply = publish_post(author=alice, new=NewPost("Her words", reply_to=host.pk, quote_of=host.pk))
    quote = publish_post(author=bob, new=NewPost("Look", quote_of=post.pk))
    for kind in (Like, Repost):
        marks.mark(kind, user=alice, post_id=host.pk)
        marks.mark(kind, user=bob, post_id=post.pk)
    run_tasks()
    return {"host": host.pk, "post": post.pk, "reply": reply.pk, "quote": quote.pk}


def answers(api: Client, reader: User | None, scene: dict[str, int]) -> dict[str, str]:
    pages = {}
    for place in PLACES:
        answer = api(reader).get("/api/v1/" + place.format(**scene))
        assert answer.status_code < 500, place
        pages[place] = answer.content.decode()
    return pages


def test_nobody_sees_the_person_or_their_cruds(
    api: Client, alice: User, bob: User, charlie: User, scene: dict[str, int]
) -> None:
    assert any("Her words" in page for page in answers(api, bob, scene).values())
    leaving.leave(user=alice, handle="alice")
    for reader in (bob, charlie, None):
        for place, page in answers(api, reader, scene).items():
            assert "alice" not in page.lower(), place
            assert "Her words" not in page, place


def test_all_is_back_for_who_changes_their_mind(
    api: Client, alice: User, bob: User, scene: dict[str, int]
) -> None:
    before = answers(api, bob, scene), answers(api, None, scene)
    alice.refresh_from_db()
    mine = api(alice).get("/api/v1/me").json()
    leave(api, alice, "alice")
    assert answers(api, bob, scene) != before[0]
    assert api(alice).post("/api/v1/me/restore").json() == mine
    assert (answers(api, bob, scene), answers(api, None, scene)) == before
    assert Post.objects.filter(author=alice).count() == 2


def test_staying_changes_nothing_for_who_stays(api: Client, alice: User) -> None:
    response = api(alice).post("/api/v1/me/restore")
    assert response.status_code == 200
    assert response.json()["leaves_at"] is None


def test_after_a_week_it_is_too_late(api: Client, alice: User) -> None:
    alice.leaves_at = timezone.now()
    alice.save()
    refused = api(alice).post("/api/v1/me/restore")
    assert (refused.status_code, refused.json()["code"]) == (409, "account_gone")
    alice.refresh_from_db()
    assert alice.leaves_at is not None


def test_who_is_to_be_removed(alice: User, bob: User, charlie: User) -> None:
    now = timezone.now()
    for user, moment in ((alice, now - leaving.SETTLED), (bob, now), (charlie, None)):
        user.leaves_at = moment
        user.save()
    assert leaving.gone() == [alice.pk]


def test_ones_devices_are_told(api: Client, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr(leaving, "tell_devices", told.append)
    leave(api, alice, "alice")
    api(alice).post("/api/v1/me/restore")
    assert told == [alice.pk, alice.pk]
