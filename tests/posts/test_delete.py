from collections.abc import Callable

import pytest

from apps.posts.models import Post
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from apps.profiles.services import follow
from apps.timelines.models import Entry
from tests.conftest import Client

pytestmark = pytest.mark.django_db


def test_ones_own_crud_is_gone_everywhere(
    api: Client, alice: User, bob: User, run_tasks: Callable[[], int]
) -> None:
    follow(follower=bob, followee=alice)
    post = publish_post(author=alice, new=NewPost("x", expires_in=None))
    run_tasks()
    assert Entry.objects.count() == 2

    assert api(alice).delete(f"/api/v1/posts/{post.pk}").status_code == 204
    assert api(alice).get(f"/api/v1/posts/{post.pk}").status_code == 404
    assert api(bob).get("/api/v1/feeds/home").json()["items"] == []
    assert api(None).get("/api/v1/profiles/alice").json()["counts"]["posts"] == 0
    run_tasks()
    assert not Entry.objects.exists()


def test_nobody_deletes_anothers(api: Client, alice: User, bob: User) -> None:
    post = publish_post(author=alice, new=NewPost("x", expires_in=None))
    assert api(bob).delete(f"/api/v1/posts/{post.pk}").status_code == 403
    assert api(None).delete(f"/api/v1/posts/{post.pk}").status_code == 401
    assert Post.objects.filter(pk=post.pk).exists()


@pytest.mark.parametrize("post_id", ["1", "0", "9223372036854775808", "9" * 19, "9" * 99, "abc",
                                     "-1", "1.5", "%00"])  # fmt: skip
def test_an_unknown_id_is_404(api: Client, alice: User, post_id: str) -> None:
    assert api(alice).get(f"/api/v1/posts/{post_id}").status_code == 404
    assert api(alice).delete(f"/api/v1/posts/{post_id}").status_code == 404
