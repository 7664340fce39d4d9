"""Counters of what is on the screen: asked for, and told when they move."""

from functools import partial
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from apps.posts.editing import set_hidden
from apps.posts.marks import mark, unmark
from apps.posts.models import Bookmark, Like, Post, Repost
from apps.posts.services import NewPost, delete_post, publish_post
from apps.profiles.models import User
from apps.profiles.services import block
from tests.conftest import Client
from tests.factories import expired_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice: User) -> Post:
    return publish_post(author=alice, new=NewPost("count me"))


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What reached the bus."""
    told: list[Any] = []
    monkeypatch.setattr("apps.posts.watching.realtime.watch", lambda **asked: told.append(asked))
    return told


def counts(api: Client, who: User | None, *ids: object) -> Any:
    return api(who).get("/api/v1/posts/counts", {"ids": ",".join(map(str, ids))})


def test_counters_and_ones_own_marks_of_many_at_once(
    api: Client, alice: User, bob: User, post: Post
) -> None:
    other = publish_post(author=bob, new=NewPost("I answer", reply_to=post.pk))
    mark(Like, user=bob, post_id=post.pk)
    mark(Bookmark, user=bob, post_id=other.pk)
    mark(Repost, user=alice, post_id=post.pk)
    found = {one["id"]: one for one in counts(api, bob, post.pk, other.pk, 1).json()["posts"]}
    assert found == {
        str(post.pk): {
            "id": str(post.pk),
            "counts": {"replies": 1, "reposts": 1, "quotes": 0, "likes": 1},
            "viewer": {"liked": True, "reposted": False, "bookmarked": False},
        },
        str(other.pk): {
            "id": str(other.pk),
            "counts": {"replies": 0, "reposts": 0, "quotes": 0, "likes": 0},
            "viewer": {"liked": False, "reposted": False, "bookmarked": True},
        },
    }


def test_the_number_of_queries_is_fixed(
    api: Client, alice: User, post: Post, watched: list[Any],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    ids = [post.pk, *(publish_post(author=alice, new=NewPost("more")).pk for _ in range(9))]
    for some in (ids[:2], ids):
        with django_assert_num_queries(1):
            assert len(counts(api, alice, *some).json()["posts"]) == len(some)
        body = {"stream": "name", "posts": [str(one) for one in some]}
        with django_assert_num_queries(1):
            api(alice).put("/api/v1/events/watching", body, format="json")
    assert len(watched) == 2


def test_what_one_may_not_see_is_neither_counted_nor_watched(
    api: Client, alice: User, bob: User, post: Post, watched: list[Any]
) -> None:
    block(blocker=alice, blocked=bob)
    over = expired_post(author=bob)
    mine = publish_post(author=bob, new=NewPost("mine"))
    ids = [post.pk, over.pk, mine.pk]
    assert [one["id"] for one in counts(api, bob, *ids).json()["posts"]] == [str(mine.pk)]
    body = {"stream": "name", "posts": [str(one) for one in ids]}
    answer = api(bob).put("/api/v1/events/watching", body, format="json")
    assert answer.status_code == 204
    assert watched == [{"user_id": bob.pk, "stream": "name", "post_ids": [mine.pk]}]


def test_nothing_on_the_screen_is_watched_too(api: Client, alice: User, watched: list[Any]) -> None:
    body: dict[str, Any] = {"stream": "name", "posts": []}
    assert api(alice).put("/api/v1/events/watching", body, format="json").status_code == 204
    assert watched == [{"user_id": alice.pk, "stream": "name", "post_ids": []}]


@pytest.mark.parametrize("ids", [[""], ["x"], ["1"] * 101, ["-1"], ["9" * 30]])
def test_nonsense_is_refused(api: Client, alice: User, watched: list[Any], ids: list[str]) -> None:
    assert counts(api, alice, *ids).status_code == 400
    body = {"stream": "name", "posts": ids}
    assert api(alice).put("/api/v1/events/watching", body, format="json").status_code == 400
    body = {"stream": "n" * 65, "posts": []}
    assert api(alice).put("/api/v1/events/watching", body, format="json").status_code == 400
    assert not watched


def test_signed_out_there_is_no_stream_and_so_nothing_to_count(api: Client, post: Post) -> None:
    assert counts(api, None, post.pk).status_code == 401
    body = {"stream": "name", "posts": []}
    assert api(None).put("/api/v1/events/watching", body, format="json").status_code == 401


def test_whatever_moves_a_counter_is_told_after_the_commit(
    alice: User, bob: User, post: Post, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    told: list[list[int]] = []
    monkeypatch.setattr("apps.realtime.services._gather", told.append)

    def moved(does: Any) -> list[list[int]]:
        told.clear()
        with django_capture_on_commit_callbacks(execute=True):
            does()
            assert not told
        return told

    for kind in (Like, Repost):
        assert moved(lambda kind=kind: mark(kind, user=bob, post_id=post.pk)) == [[post.pk]]
        assert moved(lambda kind=kind: mark(kind, user=bob, post_id=post.pk)) == []
        assert moved(lambda kind=kind: unmark(kind, user=bob, post_id=post.pk)) == [[post.pk]]
    assert moved(lambda: mark(Bookmark, user=bob, post_id=post.pk)) == []
    for new in (NewPost("hello", reply_to=post.pk), NewPost("hello", quote_of=post.pk)):
        assert moved(lambda new=new: publish_post(author=bob, new=new)) == [[post.pk]]
    reply = Post.objects.get(reply_to=post.pk)
    for hidden in (True, False):
        hide = partial(set_hidden, user=alice, post_id=reply.pk, hidden=hidden)
        assert moved(hide) == [[post.pk]]
    assert moved(lambda: delete_post(user=bob, post_id=reply.pk)) == [[post.pk]]
