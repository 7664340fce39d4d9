"""Private accounts: who is let in, and what becomes of what was said before."""

from collections.abc import Callable
from typing import Any

import pytest

from apps.posts.marks import mark
from apps.posts.models import Repost
from apps.posts.services import NewPost, publish_post
from apps.profiles.editing import Changes, edit_account
from apps.profiles.models import Follow, FollowRequest, User
from apps.profiles.services import block, follow
from tests.conftest import Client
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def set_private(user: User, is_private: bool = True) -> None:
    edit_account(user=user, changes=Changes(is_private=is_private))
    user.refresh_from_db()


@pytest.fixture
def mia(db: None) -> User:
    mia = UserFactory.create(handle="mia")
    set_private(mia)
    return mia


def relation(api: Client, who: User) -> dict[str, Any]:
    viewer: dict[str, Any] = api(who).get("/api/v1/profiles/mia").json()["viewer"]
    return viewer


def requests(api: Client, who: User) -> list[str]:
    items = api(who).get("/api/v1/me/follow-requests").json()["items"]
    return [item["handle"] for item in items]


def test_following_a_private_person_asks(api: Client, alice: User, mia: User) -> None:
    asked = api(alice).put("/api/v1/profiles/mia/follow").json()["viewer"]
    assert (asked["requested"], asked["following"]) == (True, False)
    assert asked["may_see_posts"] is False
    assert not Follow.objects.exists()
    assert requests(api, mia) == ["alice"]
    assert api(mia).get("/api/v1/me").json()["follow_requests"] == 1
    assert api(mia).get("/api/v1/profiles/alice").json()["viewer"]["requests_me"] is True


def test_asking_twice_is_asking_once_and_it_can_be_taken_back(
    api: Client, alice: User, mia: User
) -> None:
    for _ in range(2):
        api(alice).put("/api/v1/profiles/mia/follow")
    assert requests(api, mia) == ["alice"]
    assert api(alice).delete("/api/v1/profiles/mia/follow").json()["viewer"]["requested"] is False
    assert requests(api, mia) == []


def test_an_accepted_request_is_a_follow(api: Client, alice: User, mia: User) -> None:
    crud = publish_post(author=mia, new=NewPost("between us"))
    follow(follower=alice, followee=mia)
    assert api(mia).put("/api/v1/me/follow-requests/alice").status_code == 204
    assert relation(api, alice)["following"] is True
    home = api(alice).get("/api/v1/feeds/home").json()["items"]
    assert [item["id"] for item in home] == [str(crud.pk)]
    mia.refresh_from_db()
    assert mia.follower_count == 1
    assert api(mia).put("/api/v1/me/follow-requests/alice").status_code == 404


def test_a_refused_request_is_gone_and_can_be_made_again(
    api: Client, alice: User, mia: User
) -> None:
    follow(follower=alice, followee=mia)
    assert api(mia).delete("/api/v1/me/follow-requests/alice").status_code == 204
    assert relation(api, alice)["requested"] is False
    assert not Follow.objects.exists()
    assert api(alice).put("/api/v1/profiles/mia/follow").json()["viewer"]["requested"] is True


def test_nobody_answers_for_another(api: Client, alice: User, bob: User, mia: User) -> None:
    follow(follower=alice, followee=mia)
    for answer in (
        api(bob).put("/api/v1/me/follow-requests/alice"),
        api(alice).put("/api/v1/me/follow-requests/mia"),
        api(alice).put("/api/v1/me/follow-requests/alice"),
    ):
        assert answer.status_code == 404
    assert not Follow.objects.exists()


def test_a_follower_can_be_removed(api: Client, alice: User, bob: User) -> None:
    follow(follower=alice, followee=bob)
    publish_post(author=bob, new=NewPost("hello"))
    assert api(bob).delete("/api/v1/me/followers/alice").status_code == 204
    assert not Follow.objects.exists()
    assert api(alice).get("/api/v1/feeds/home").json()["items"] == []
    assert api(bob).delete("/api/v1/me/followers/alice").status_code == 404


def test_a_block_ends_requests_both_ways(api: Client, alice: User, mia: User) -> None:
    set_private(alice)
    follow(follower=alice, followee=mia)
    follow(follower=mia, followee=alice)
    block(blocker=mia, blocked=alice)
    assert not FollowRequest.objects.exists()
    assert api(alice).put("/api/v1/profiles/mia/follow").status_code == 404
    assert api(mia).put("/api/v1/profiles/alice/follow").json()["code"] == "blocked"


def test_a_stranger_sees_who_it_is_and_nothing_else(api: Client, alice: User, mia: User) -> None:
    crud = publish_post(author=mia, new=NewPost("between us"))
    for who in (None, alice):
        profile = api(who).get("/api/v1/profiles/mia").json()
        assert (profile["handle"], profile["is_private"]) == ("mia", True)
        assert profile["counts"] is None
        assert profile["viewer"]["may_see_posts"] is False
        assert api(who).get("/api/v1/profiles/mia/posts?tab=replies").json()["items"] == []
        assert api(who).get(f"/api/v1/posts/{crud.pk}").status_code == 404
        for surface in ("followers", "following"):
            refused = api(who).get(f"/api/v1/profiles/mia/{surface}")
            assert (refused.status_code, refused.json()["code"]) == (403, "private")
    assert api(mia).get("/api/v1/profiles/mia").json()["counts"]["posts"] == 1


def test_followers_from_before_stay(api: Client, alice: User, bob: User) -> None:
    follow(follower=alice, followee=bob)
    crud = publish_post(author=bob, new=NewPost("before"))
    set_private(bob)
    assert api(alice).get(f"/api/v1/posts/{crud.pk}").status_code == 200
    assert api(alice).get(f"/api/v1/posts/{crud.pk}").json()["visibility"] == "followers"
    assert api(None).get(f"/api/v1/posts/{crud.pk}").status_code == 404
    assert api(alice).get("/api/v1/profiles/bob/followers").json()["items"][0]["handle"] == "alice"


def test_quotes_and_reposts_go_dark_and_come_back(
    api: Client, alice: User, bob: User, charlie: User, run_tasks: Callable[[], int]
) -> None:
    crud = publish_post(author=bob, new=NewPost("quote me"))
    quote = publish_post(author=alice, new=NewPost("look", quote_of=crud.pk))
    mark(Repost, user=alice, post_id=crud.pk)
    follow(follower=charlie, followee=alice)
    run_tasks()

    def seen() -> tuple[str, list[str], int]:
        card = api(charlie).get(f"/api/v1/posts/{quote.pk}").json()
        home = [item["text"] for item in api(charlie).get("/api/v1/feeds/home").json()["items"]]
        quotes = api(bob).get(f"/api/v1/posts/{crud.pk}").json()["counts"]["quotes"]
        return card["quote"]["state"], home, quotes

    open_to_all = seen()
    assert open_to_all[0] == "visible"
    set_private(bob)
    assert seen()[:2] == ("unavailable", ["look"])
    set_private(bob, False)
    run_tasks()
    assert seen() == open_to_all


def test_what_is_private_is_not_quoted_or_reposted(api: Client, alice: User, mia: User) -> None:
    follow(follower=alice, followee=mia)
    api(mia).put("/api/v1/me/follow-requests/alice")
    crud = publish_post(author=mia, new=NewPost("between us"))
    assert api(alice).put(f"/api/v1/posts/{crud.pk}/like").status_code == 200
    refused = api(alice).put(f"/api/v1/posts/{crud.pk}/repost")
    assert refused.json()["code"] == "repost_not_public"
    quoting = {"text": "look", "quote_of": str(crud.pk)}
    refused = api(alice).post("/api/v1/posts", quoting, format="json")
    assert refused.json()["code"] == "quote_not_public"


def test_counts_follow_a_change_of_privacy(
    api: Client, alice: User, bob: User, run_tasks: Callable[[], int]
) -> None:
    above = publish_post(author=alice, new=NewPost("what do you say"))
    publish_post(author=bob, new=NewPost("this", reply_to=above.pk, quote_of=above.pk))

    def counts() -> tuple[int, int]:
        shown = api(None).get(f"/api/v1/posts/{above.pk}").json()["counts"]
        return shown["replies"], shown["quotes"]

    assert counts() == (1, 1)
    set_private(bob)
    run_tasks()
    assert counts() == (0, 0)
    publish_post(author=bob, new=NewPost("and this", reply_to=above.pk))
    assert counts() == (0, 0)
    set_private(bob, False)
    run_tasks()
    assert counts() == (2, 1)


def test_whoever_waits_follows_when_an_account_becomes_public(
    api: Client, alice: User, bob: User, mia: User, run_tasks: Callable[[], int]
) -> None:
    follow(follower=alice, followee=mia)
    follow(follower=bob, followee=mia)
    set_private(mia, False)
    run_tasks()
    assert not FollowRequest.objects.exists()
    assert relation(api, alice)["following"] is True
    mia.refresh_from_db()
    assert mia.follower_count == Follow.objects.count() == 2


def test_nobody_is_let_in_by_a_change_that_was_taken_back(
    alice: User, mia: User, run_tasks: Callable[[], int]
) -> None:
    follow(follower=alice, followee=mia)
    set_private(mia, False)
    set_private(mia, True)
    run_tasks()
    assert FollowRequest.objects.exists()
    assert not Follow.objects.exists()
