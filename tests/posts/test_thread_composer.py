from types import SimpleNamespace
from typing import Any

import pytest

from apps.posts.models import Post
from apps.posts.services import NewPost, publish_post
from apps.posts.views import published
from apps.profiles.models import User
from tests.conftest import Client

pytestmark = pytest.mark.django_db


def test_several_are_published_as_one_thread(api: Client, alice: User) -> None:
    body = {"posts": [{"text": "one"}, {"text": "two"}, {"text": "three"}]}
    answer = api(alice).post("/api/v1/posts/thread", body, "json")
    assert answer.status_code == 201
    items = answer.json()["items"]
    assert [item["text"] for item in items] == ["one", "two", "three"]
    assert [item["reply_to"] and item["reply_to"]["id"] for item in items] == [
        None, items[0]["id"], items[1]["id"],
    ]  # fmt: skip


def test_all_or_none_and_which_is_to_blame(api: Client, alice: User) -> None:
    body = {"posts": [{"text": "one"}, {"text": "x" * 501}, {"text": "three"}]}
    answer = api(alice).post("/api/v1/posts/thread", body, "json")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "posts.1.text"
    assert answer.json()["code"] == "text_too_long"
    assert not Post.objects.exists()
    alice.refresh_from_db()
    assert alice.post_count == 0


@pytest.mark.parametrize("count", [0, 1, 26])
def test_a_thread_has_two_to_twenty_five(api: Client, alice: User, count: int) -> None:
    body = {"posts": [{"text": "x"}] * count}
    assert api(alice).post("/api/v1/posts/thread", body, "json").status_code == 400


def test_what_is_published_is_answered_in_its_order(alice: User) -> None:
    """Also where the ids are not in it: two of one millisecond may be either way round."""
    posts = [publish_post(author=alice, new=NewPost(word)) for word in ("later", "earlier")]
    request: Any = SimpleNamespace(user=alice)
    assert [card["text"] for card in published(request, posts[::-1])] == ["earlier", "later"]
    assert [card["text"] for card in published(request, posts)] == ["later", "earlier"]
