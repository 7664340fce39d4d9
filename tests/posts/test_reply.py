from collections.abc import Callable
from typing import Any

import pytest

from apps.posts.models import Post, Tombstone
from apps.posts.removal import remove
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from apps.profiles.services import follow
from tests.conftest import Client
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def reply(author: User, to: Post, text: str = "a reply", **more: Any) -> Post:
    return publish_post(author=author, new=NewPost(text, reply_to=to.pk, **more))


@pytest.fixture
def post(alice: User) -> Post:
    return publish_post(author=alice, new=NewPost("first"))


def test_a_reply_stands_under_what_it_answers(
    api: Client, alice: User, bob: User, post: Post
) -> None:
    body = {"text": "well said", "reply_to": str(post.pk)}
    answer = api(bob).post("/api/v1/posts", body, "json")
    assert answer.status_code == 201
    assert answer.json()["reply_to"]["author"]["handle"] == "alice"
    thread = api(None).get(f"/api/v1/posts/{post.pk}/thread").json()
    assert [item["text"] for item in thread["items"]] == ["well said"]
    assert thread["post"]["counts"]["replies"] == 1
    below = api(None).get(f"/api/v1/posts/{answer.json()['id']}/thread").json()
    assert [item["text"] for item in below["ancestors"]] == ["first"]


def test_threads_of_any_depth_are_shown_with_what_came_before(
    api: Client, alice: User, bob: User, post: Post
) -> None:
    last = post
    for number in range(30):
        last = reply(alice if number % 2 else bob, last, f"{number}")
    thread = api(None).get(f"/api/v1/posts/{last.pk}/thread").json()
    assert [a["text"] for a in thread["ancestors"]] == ["first", *map(str, range(29))]


def test_replies_come_in_pages_without_gaps_or_repeats(api: Client, bob: User, post: Post) -> None:
    for number in range(7):
        reply(bob, post, f"{number}")
    found: list[str] = []
    cursor: Any = ""
    while cursor is not None:
        page = (
            api(None).get(f"/api/v1/posts/{post.pk}/thread", {"limit": 3, "cursor": cursor}).json()
        )
        found += [item["text"] for item in page["items"]]
        cursor = page["next"]
    assert found == [str(n) for n in range(7)]


@pytest.mark.parametrize(
    ("policy", "follower", "mentioned", "stranger"),
    [
        ("everyone", True, True, True),
        ("followers", True, False, False),
        ("mentioned", False, True, False),
        ("nobody", False, False, False),
    ],
)
def test_who_may_reply(
    api: Client, alice: User, bob: User, charlie: User,
    policy: str, follower: bool, mentioned: bool, stranger: bool,
) -> None:  # fmt: skip
    dave = UserFactory.create(handle="dave")
    follow(follower=bob, followee=alice)
    post = publish_post(author=alice, new=NewPost("hi @charlie", reply_policy=policy))
    for reader, may in ((alice, True), (bob, follower), (charlie, mentioned), (dave, stranger)):
        card = api(reader).get(f"/api/v1/posts/{post.pk}").json()
        assert card["viewer"]["can_reply"] is may, reader
        answer = api(reader).post("/api/v1/posts", {"text": "x", "reply_to": str(post.pk)}, "json")
        assert answer.status_code == (201 if may else 403), reader
        if not may:
            assert answer.json()["code"] == "reply_not_allowed"


def test_what_is_gone_cannot_be_answered(api: Client, bob: User, post: Post) -> None:
    remove(post_ids=[post.pk], reason="deleted")
    answer = api(bob).post("/api/v1/posts", {"text": "x", "reply_to": str(post.pk)}, "json")
    assert answer.status_code == 404
    assert answer.json()["code"] == "reply_to_not_found"
    assert not Post.objects.exists()


@pytest.mark.parametrize("reason", ["expired", "deleted"])
def test_replies_stay_under_what_is_gone_and_nothing_of_it_is_left(
    api: Client, alice: User, bob: User, post: Post, reason: str
) -> None:
    below = reply(bob, post)
    Post.objects.filter(pk=post.pk).update(
        created_at="2026-01-01T00:00:00Z", expires_at="2026-01-02T00:00:00Z"
    )
    remove(post_ids=[post.pk], reason=reason)
    thread = api(None).get(f"/api/v1/posts/{below.pk}/thread").json()
    assert thread["ancestors"] == [{"id": str(post.pk), "gone": reason}]
    assert api(None).get(f"/api/v1/posts/{post.pk}").status_code == 404
    place = api(None).get(f"/api/v1/posts/{post.pk}/thread").json()
    assert place["post"] == {"id": str(post.pk), "gone": reason}
    assert [item["text"] for item in place["items"]] == ["a reply"]
    assert Tombstone.objects.filter(pk=post.pk).values("id", "reply_to", "reason").get() == {
        "id": post.pk, "reply_to": None, "reason": reason,
    }  # fmt: skip


def test_what_is_over_leaves_its_place_before_the_worker_comes(
    api: Client, bob: User, post: Post
) -> None:
    below = reply(bob, post)
    lonely = publish_post(author=bob, new=NewPost("nobody answers"))
    Post.objects.filter(pk__in=[post.pk, lonely.pk]).update(
        created_at="2026-01-01T00:00:00Z", expires_at="2026-01-02T00:00:00Z"
    )
    thread = api(None).get(f"/api/v1/posts/{below.pk}/thread").json()
    assert thread["ancestors"] == [{"id": str(post.pk), "gone": "expired"}]
    assert api(None).get(f"/api/v1/posts/{post.pk}/thread").json()["post"]["gone"] == "expired"
    assert api(None).get(f"/api/v1/posts/{lonely.pk}/thread").status_code == 404


def test_a_tombstone_goes_with_its_last_reply(alice: User, bob: User, post: Post) -> None:
    middle = reply(bob, post)
    last = reply(alice, middle)
    remove(post_ids=[post.pk], reason="deleted")
    remove(post_ids=[middle.pk], reason="deleted")
    assert Tombstone.objects.count() == 2
    remove(post_ids=[last.pk], reason="deleted")
    assert not Tombstone.objects.exists()


def test_a_hidden_reply_is_for_its_author_and_the_hider(
    api: Client, alice: User, bob: User, charlie: User, post: Post
) -> None:
    answer = reply(bob, post)
    assert api(charlie).put(f"/api/v1/posts/{answer.pk}/hidden").status_code == 403
    assert api(bob).put(f"/api/v1/posts/{answer.pk}/hidden").status_code == 403
    for _ in range(2):
        assert api(alice).put(f"/api/v1/posts/{answer.pk}/hidden").json()["hidden"] is True
    for reader, seen in ((None, 0), (charlie, 0), (alice, 1), (bob, 1)):
        thread = api(reader).get(f"/api/v1/posts/{post.pk}/thread").json()
        assert len(thread["items"]) == seen, reader
        assert thread["post"]["counts"]["replies"] == 0
    shown = api(alice).delete(f"/api/v1/posts/{answer.pk}/hidden").json()
    assert shown["hidden"] is False
    assert len(api(None).get(f"/api/v1/posts/{post.pk}/thread").json()["items"]) == 1


def test_replies_to_others_do_not_fill_followers_feeds(
    api: Client, alice: User, bob: User, charlie: User, post: Post, run_tasks: Callable[[], int]
) -> None:
    follow(follower=charlie, followee=bob)
    follow(follower=charlie, followee=alice)
    reply(bob, post, "to alice")
    reply(alice, post, "to myself")
    run_tasks()
    home = api(charlie).get("/api/v1/feeds/home").json()["items"]
    assert [item["text"] for item in home] == ["to myself", "first"]
