from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from apps.posts.models import Post
from apps.profiles.models import User
from tests.conftest import Client

pytestmark = pytest.mark.django_db


def test_a_crud_is_published(api: Client, alice: User) -> None:
    response = api(alice).post("/api/v1/posts", {"text": " Hello ", "expires_in": 3600}, "json")
    assert response.status_code == 201
    post = response.json()
    assert post["text"] == "Hello"
    assert post["author"] == {"handle": "alice", "display_name": "Alice", "avatar_url": None}
    assert post["counts"] == {"replies": 0, "reposts": 0, "quotes": 0, "likes": 0}
    assert post["viewer"]["is_author"] is True
    assert post["created_at"].endswith("Z")
    expires_at = parse_datetime(post["expires_at"])
    assert expires_at is not None
    assert abs(expires_at - timezone.now() - timedelta(hours=1)) < timedelta(seconds=5)
    assert api(None).get(f"/api/v1/posts/{post['id']}").json() == {
        **post,
        "viewer": dict.fromkeys(post["viewer"], False),
    }
    assert api(None).get("/api/v1/profiles/alice").json()["counts"]["posts"] == 1


@pytest.mark.parametrize("expires_in", [3600, 10800, 43200, 86400, 259200, 604800, 2592000, None])
def test_every_choice_of_expiry(api: Client, alice: User, expires_in: int | None) -> None:
    response = api(alice).post("/api/v1/posts", {"text": "x", "expires_in": expires_in}, "json")
    assert response.status_code == 201
    assert (response.json()["expires_at"] is None) == (expires_in is None)


def test_the_choices_are_those_of_the_config(api: Client) -> None:
    config = api(None).get("/api/v1/config").json()
    assert config["expiry_choices"] == [3600, 10800, 43200, 86400, 259200, 604800, 2592000, None]
    assert config["limits"]["post_length"] == 500


def test_signed_out_nobody_posts(api: Client) -> None:
    assert api(None).post("/api/v1/posts", {"text": "x"}, "json").status_code == 401
    assert not Post.objects.exists()
