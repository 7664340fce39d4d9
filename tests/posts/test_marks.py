import threading
import time
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from apps.posts.marks import mark, unmark
from apps.posts.models import Like, Post
from apps.posts.removal import remove
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from apps.profiles.services import follow, mute
from tests.conftest import Client
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice: User) -> Post:
    return publish_post(author=alice, new=NewPost("like me"))


@pytest.mark.parametrize(
    ("kind", "state", "count"),
    [
        ("like", "liked", "likes"),
        ("repost", "reposted", "reposts"),
        ("bookmark", "bookmarked", None),
    ],
)
def test_done_twice_is_done_once_and_can_be_undone(
    api: Client, bob: User, post: Post, kind: str, state: str, count: str | None
) -> None:
    path = f"/api/v1/posts/{post.pk}/{kind}"
    for _ in range(2):
        card = api(bob).put(path).json()
        assert card["viewer"][state] is True
        assert count is None or card["counts"][count] == 1
    assert api(None).get(f"/api/v1/posts/{post.pk}").json()["viewer"][state] is False
    for _ in range(2):
        card = api(bob).delete(path).json()
        assert card["viewer"][state] is False
        assert count is None or card["counts"][count] == 0


@pytest.mark.parametrize("kind", ["like", "repost", "bookmark", "pin", "hidden"])
def test_signed_out_or_for_nothing_it_is_refused(
    api: Client, bob: User, post: Post, kind: str
) -> None:
    assert api(None).put(f"/api/v1/posts/{post.pk}/{kind}").status_code == 401
    assert api(bob).put(f"/api/v1/posts/1/{kind}").status_code == 404


def test_bookmarks_are_private_and_last_first(api: Client, alice: User, bob: User) -> None:
    for word in ("one", "two"):
        post = publish_post(author=alice, new=NewPost(word))
        api(bob).put(f"/api/v1/posts/{post.pk}/bookmark")
    mine = api(bob).get("/api/v1/me/bookmarks").json()["items"]
    assert [item["text"] for item in mine] == ["two", "one"]
    assert api(alice).get("/api/v1/me/bookmarks").json()["items"] == []
    assert api(None).get("/api/v1/me/bookmarks").status_code == 401


def test_who_liked_is_listed(api: Client, bob: User, charlie: User, post: Post) -> None:
    for person in (bob, charlie):
        api(person).put(f"/api/v1/posts/{post.pk}/like")
    people = api(None).get(f"/api/v1/posts/{post.pk}/likes").json()["items"]
    assert [p["handle"] for p in people] == ["charlie", "bob"]
    liked = api(bob).get("/api/v1/me/likes").json()["items"]
    assert [item["id"] for item in liked] == [str(post.pk)]


def test_a_repost_brings_it_to_ones_followers(
    api: Client, alice: User, bob: User, charlie: User, post: Post, run_tasks: Callable[[], int]
) -> None:
    follow(follower=charlie, followee=bob)
    api(bob).put(f"/api/v1/posts/{post.pk}/repost")
    run_tasks()
    item = api(charlie).get("/api/v1/feeds/home").json()["items"][0]
    assert item["text"] == "like me"
    assert item["reposted_by"]["handle"] == "bob"
    mute(muter=charlie, muted=alice)
    assert api(charlie).get("/api/v1/feeds/home").json()["items"] == []
    api(bob).delete(f"/api/v1/posts/{post.pk}/repost")
    run_tasks()
    assert api(charlie).get("/api/v1/feeds/home").json()["items"] == []


def test_what_is_in_the_feed_of_itself_is_not_brought_again(
    api: Client, alice: User, bob: User, charlie: User, run_tasks: Callable[[], int]
) -> None:
    follow(follower=charlie, followee=bob)
    follow(follower=charlie, followee=alice)
    post = publish_post(author=alice, new=NewPost("once"))
    run_tasks()
    api(bob).put(f"/api/v1/posts/{post.pk}/repost")
    run_tasks()
    items = api(charlie).get("/api/v1/feeds/home").json()["items"]
    assert [(item["text"], "reposted_by" in item) for item in items] == [("once", False)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["like", "bookmark", "repost"])
def test_what_goes_while_it_is_marked_is_404_not_a_failure(api: Client, kind: str) -> None:
    """The mark waits for the removal to be committed, and then finds nothing."""
    author, reader = UserFactory.create(), UserFactory.create()
    post = publish_post(author=author, new=NewPost("going"))
    removed = threading.Event()

    def remove_slowly() -> None:
        with transaction.atomic():
            remove(post_ids=[post.pk], reason="deleted")
            removed.set()
            time.sleep(0.3)
        connection.close()

    removal = threading.Thread(target=remove_slowly)
    removal.start()
    removed.wait()
    answer = api(reader).put(f"/api/v1/posts/{post.pk}/{kind}")
    removal.join()
    assert answer.status_code == 404
    assert answer.json()["code"] == "post_not_found"


def test_only_public_cruds_are_reposted_and_quoted(api: Client, alice: User, bob: User) -> None:
    follow(follower=bob, followee=alice)
    post = publish_post(author=alice, new=NewPost("for few", visibility="followers"))
    reposted = api(bob).put(f"/api/v1/posts/{post.pk}/repost")
    assert reposted.json()["code"] == "repost_not_public"
    quoted = api(bob).post("/api/v1/posts", {"text": "x", "quote_of": str(post.pk)}, "json")
    assert quoted.json()["code"] == "quote_not_public"


def test_a_quote_shows_what_it_quotes_until_that_is_gone(
    api: Client, alice: User, bob: User, post: Post
) -> None:
    body = {"text": "look", "quote_of": str(post.pk)}
    quote = api(bob).post("/api/v1/posts", body, "json").json()
    assert quote["quote"]["state"] == "visible"
    assert quote["quote"]["post"]["text"] == "like me"
    assert api(None).get(f"/api/v1/posts/{post.pk}").json()["counts"]["quotes"] == 1
    listed = api(None).get(f"/api/v1/posts/{post.pk}/quotes").json()["items"]
    assert [item["id"] for item in listed] == [quote["id"]]
    api(alice).delete(f"/api/v1/posts/{post.pk}")
    gone = api(None).get(f"/api/v1/posts/{quote['id']}").json()
    assert gone["quote"] == {"state": "unavailable", "post": None}


@pytest.mark.django_db(transaction=True)
def test_counters_are_exact_under_concurrency_and_the_recount_finds_no_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    author = UserFactory.create()
    post = publish_post(author=author, new=NewPost("popular"))
    people = UserFactory.create_batch(6)

    def fidget(person: User) -> None:
        for _ in range(3):
            mark(Like, user=person, post_id=post.pk)
            unmark(Like, user=person, post_id=post.pk)
        mark(Like, user=person, post_id=post.pk)
        publish_post(author=person, new=NewPost("me too", reply_to=post.pk, quote_of=post.pk))
        connection.close()

    threads = [threading.Thread(target=fidget, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    post.refresh_from_db()
    assert (post.like_count, post.reply_count, post.quote_count) == (6, 6, 6)
    call_command("posts_recount", "--check")
    assert "0 differences" in capsys.readouterr().out


def test_the_recount_finds_and_mends_what_is_wrong(
    alice: User, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    Post.objects.update(like_count=7)
    User.objects.update(post_count=9)
    with pytest.raises(SystemExit):
        call_command("posts_recount", "--check")
    assert "2 differences" in capsys.readouterr().out
    call_command("posts_recount")
    post.refresh_from_db()
    alice.refresh_from_db()
    assert (post.like_count, alice.post_count) == (0, 1)


def test_one_crud_of_ones_own_is_pinned_until_it_goes(
    api: Client, alice: User, bob: User, post: Post
) -> None:
    assert api(bob).put(f"/api/v1/posts/{post.pk}/pin").status_code == 403
    other = publish_post(author=alice, new=NewPost("other"))
    for one in (other, post):
        assert api(alice).put(f"/api/v1/posts/{one.pk}/pin").status_code == 200
    assert api(None).get("/api/v1/profiles/alice").json()["pinned_post_id"] == str(post.pk)
    api(alice).delete(f"/api/v1/posts/{other.pk}/pin")
    assert api(None).get("/api/v1/profiles/alice").json()["pinned_post_id"] == str(post.pk)
    api(alice).delete(f"/api/v1/posts/{post.pk}")
    assert api(None).get("/api/v1/profiles/alice").json()["pinned_post_id"] is None
