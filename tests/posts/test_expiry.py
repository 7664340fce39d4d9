"""Fault 2 of the earlier Cruddur: expiry was only a label."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from apps.posts.models import Post
from apps.posts.removal import remove_expired
from apps.posts.services import NewPost, publish_post
from apps.posts.tasks import remove_expired_posts as sweep
from apps.profiles.models import User
from apps.profiles.services import follow
from apps.timelines.models import Entry
from tests.conftest import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def expired(alice: User, bob: User, run_tasks: Callable[[], int]) -> Post:
    """Alice's crud in Bob's feed, whose time was over a moment ago; the worker sleeps."""
    follow(follower=bob, followee=alice)
    post = publish_post(author=alice, new=NewPost("soon gone", expires_in=3600))
    run_tasks()
    now = timezone.now()
    Post.objects.update(created_at=now - timedelta(hours=1), expires_at=now)
    return post


@pytest.mark.parametrize("path", ["posts/{id}", "feeds/home", "feeds/public",
                                  "profiles/alice/posts"])  # fmt: skip
def test_an_expired_crud_is_invisible_before_the_worker_comes(
    api: Client, alice: User, bob: User, expired: Post, path: str
) -> None:
    for reader in (None, alice, bob):
        response = api(reader).get("/api/v1/" + path.format(id=expired.pk))
        assert str(expired.pk) not in response.content.decode()
        assert "soon gone" not in response.content.decode()


def test_its_author_cannot_delete_it_any_more(api: Client, alice: User, expired: Post) -> None:
    assert api(alice).delete(f"/api/v1/posts/{expired.pk}").status_code == 404


def test_the_worker_removes_it(
    alice: User, bob: User, expired: Post, run_tasks: Callable[[], int]
) -> None:
    kept = publish_post(author=alice, new=NewPost("stays", expires_in=3600))
    sweep(timestamp=0)
    run_tasks()
    assert list(Post.objects.values_list("pk", flat=True)) == [kept.pk]
    assert set(Entry.objects.values_list("post_id", flat=True)) == {kept.pk}
    alice.refresh_from_db()
    assert alice.post_count == 1


def test_a_second_sweep_finds_nothing(expired: Post) -> None:
    assert remove_expired() == 1
    assert remove_expired() == 0


def test_a_sweep_works_in_batches(alice: User) -> None:
    now = timezone.now()
    for _ in range(5):
        publish_post(author=alice, new=NewPost("x", expires_in=3600))
    Post.objects.update(created_at=now - timedelta(hours=1), expires_at=now)
    assert remove_expired(limit=3) == 3
    sweep(timestamp=0)
    assert not Post.objects.exists()
    alice.refresh_from_db()
    assert alice.post_count == 0
