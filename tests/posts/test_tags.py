"""Following hashtags, and muting threads."""

from collections.abc import Callable

import pytest

from apps.posts.models import TagFollow, ThreadMute
from apps.posts.services import NewPost, delete_post, publish_post
from apps.profiles.models import User
from apps.profiles.services import follow, unfollow
from apps.timelines.models import Entry
from tests.conftest import Client

pytestmark = pytest.mark.django_db


def home(api: Client, who: User) -> list[tuple[str, str | None]]:
    """Texts of the home feed, and the hashtags that brought them."""
    items = api(who).get("/api/v1/feeds/home").json()["items"]
    return [(item["text"], item.get("tag")) for item in items]


def test_a_followed_hashtag_brings_what_names_it(
    api: Client, alice: User, bob: User, run_tasks: Callable[[], int]
) -> None:
    publish_post(author=bob, new=NewPost("older #Garden"))
    followed = api(alice).put("/api/v1/tags/Garden/follow")
    assert followed.json() == {"name": "garden", "following": True}
    assert home(api, alice) == [("older #Garden", "garden")]

    publish_post(author=bob, new=NewPost("newer #garden"))
    publish_post(author=bob, new=NewPost("other #kitchen"))
    run_tasks()
    assert home(api, alice) == [("newer #garden", "garden"), ("older #Garden", "garden")]
    assert api(alice).get("/api/v1/me/tags").json()["items"] == [{"name": "garden"}]

    assert api(alice).delete("/api/v1/tags/garden/follow").json()["following"] is False
    assert home(api, alice) == []
    run_tasks()
    assert home(api, alice) == []


def test_nothing_private_comes_by_a_hashtag(
    api: Client, alice: User, bob: User, run_tasks: Callable[[], int]
) -> None:
    api(alice).put("/api/v1/tags/garden/follow")
    publish_post(author=bob, new=NewPost("ours #garden", visibility="followers"))
    run_tasks()
    assert home(api, alice) == []


def test_whom_one_follows_is_there_of_themselves(
    api: Client, alice: User, bob: User, run_tasks: Callable[[], int]
) -> None:
    follow(follower=alice, followee=bob)
    api(alice).put("/api/v1/tags/garden/follow")
    publish_post(author=bob, new=NewPost("mine #garden"))
    run_tasks()
    assert home(api, alice) == [("mine #garden", None)]
    # Who stops following the person still follows the hashtag.
    unfollow(follower=alice, followee=bob)
    run_tasks()
    assert home(api, alice) == [("mine #garden", "garden")]


def test_what_two_followed_hashtags_brought_stays_for_the_other(
    api: Client, alice: User, bob: User
) -> None:
    publish_post(author=bob, new=NewPost("both #garden #bees"))
    for tag in ("garden", "bees"):
        api(alice).put(f"/api/v1/tags/{tag}/follow")
    api(alice).delete("/api/v1/tags/garden/follow")
    assert home(api, alice) == [("both #garden #bees", "bees")]


def test_following_twice_is_once_and_only_hashtags_can_be_followed(
    api: Client, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        api(alice).put("/api/v1/tags/garden/follow")
    assert TagFollow.objects.count() == 1
    assert api(alice).put("/api/v1/tags/two words/follow").json()["code"] == "tag_invalid"
    assert api(alice).put("/api/v1/tags/123/follow").json()["code"] == "tag_invalid"
    monkeypatch.setattr("apps.posts.follows.MOST_TAGS", 1)
    assert api(alice).put("/api/v1/tags/bees/follow").json()["code"] == "too_many_tags"
    assert api(None).get("/api/v1/tags/garden").json() == {"name": "garden", "following": False}


def test_a_muted_thread_leaves_ones_feeds_and_can_still_be_read(
    api: Client, alice: User, bob: User, run_tasks: Callable[[], int]
) -> None:
    follow(follower=alice, followee=bob)
    root = publish_post(author=bob, new=NewPost("root"))
    below = publish_post(author=bob, new=NewPost("below", reply_to=root.pk))
    run_tasks()
    muted = api(alice).put(f"/api/v1/posts/{below.pk}/mute-thread").json()
    assert muted["viewer"]["thread_muted"] is True
    later = publish_post(author=bob, new=NewPost("later", reply_to=below.pk))
    run_tasks()
    assert home(api, alice) == []
    assert api(alice).get("/api/v1/feeds/public").json()["items"] == []
    assert len(home(api, bob)) == 3
    thread = api(alice).get(f"/api/v1/posts/{below.pk}/thread").json()
    assert [item["id"] for item in thread["items"]] == [str(later.pk)]

    unmuted = api(alice).delete(f"/api/v1/posts/{root.pk}/mute-thread").json()
    assert unmuted["viewer"]["thread_muted"] is False
    assert len(home(api, alice)) == 3
    assert not ThreadMute.objects.exists()


def test_a_reply_knows_its_thread_also_when_the_first_post_is_gone(
    api: Client, alice: User, bob: User
) -> None:
    root = publish_post(author=bob, new=NewPost("root"))
    below = publish_post(author=bob, new=NewPost("below", reply_to=root.pk))
    delete_post(user=bob, post_id=root.pk)
    third = publish_post(author=bob, new=NewPost("third", reply_to=below.pk))
    assert (root.thread, below.thread, third.thread) == (None, root.pk, root.pk)


def test_an_entry_says_why_it_is_there(alice: User, bob: User) -> None:
    publish_post(author=bob, new=NewPost("hello #garden"))
    assert set(Entry.objects.values_list("owner_id", "tag")) == {(bob.pk, None)}
