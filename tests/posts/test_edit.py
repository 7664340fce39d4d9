from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from apps.posts.models import Mention, Post, Tag
from apps.posts.services import NewPost, publish_post
from apps.profiles.models import User
from tests.conftest import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(alice: User) -> Post:
    return publish_post(author=alice, new=NewPost("hello #one @bob", expires_in=3600))


def edit(api: Client, who: User | None, post: Post, **changes: Any) -> Any:
    return api(who).patch(f"/api/v1/posts/{post.pk}", changes, "json")


def test_an_edit_keeps_what_was_said(api: Client, bob: User, alice: User, post: Post) -> None:
    first = edit(api, alice, post, text="hello #two").json()
    assert first["text"] == "hello #two"
    assert first["edited_at"]
    edit(api, alice, post, warning="careful")
    history = api(None).get(f"/api/v1/posts/{post.pk}/history").json()["items"]
    assert [(v["text"], v["warning"]) for v in history] == [
        ("hello #two", ""),
        ("hello #one @bob", ""),
    ]
    assert list(Tag.objects.values_list("name", flat=True)) == ["two"]
    assert not Mention.objects.exists()


def test_the_same_words_are_no_edit(api: Client, alice: User, post: Post) -> None:
    assert edit(api, alice, post, text=" hello #one @bob ").json()["edited_at"] is None
    assert api(None).get(f"/api/v1/posts/{post.pk}/history").json()["items"] == []


def test_nobody_edits_anothers(api: Client, bob: User, post: Post) -> None:
    assert edit(api, bob, post, text="mine now").status_code == 403
    assert edit(api, None, post, text="mine now").status_code == 401
    post.refresh_from_db()
    assert post.text == "hello #one @bob"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"text": ""}, "text_empty"), ({"text": "x" * 501}, "text_too_long"),
     ({"visibility": "secret"}, "invalid"), ({"expires_in": 5}, "expiry_invalid"),
     ({"warning": "x" * 101}, "text_too_long"), ({"reply_policy": None}, "invalid")],
)  # fmt: skip
def test_a_bad_edit_changes_nothing(
    api: Client, alice: User, post: Post, changes: dict[str, Any], code: str
) -> None:
    answer = edit(api, alice, post, **{"text": "new", **changes})
    assert answer.status_code == 400
    assert answer.json()["code"] == code
    post.refresh_from_db()
    assert (post.text, post.visibility, post.edited_at) == ("hello #one @bob", "public", None)


@pytest.mark.parametrize("seconds", [10_800, 86_400, None])
def test_its_time_can_be_extended_and_shortened(
    api: Client, alice: User, post: Post, seconds: int | None
) -> None:
    expires_at = edit(api, alice, post, expires_in=seconds).json()["expires_at"]
    if seconds is None:
        assert expires_at is None
    else:
        wanted = timezone.now() + timedelta(seconds=seconds)
        assert abs(parse_datetime(expires_at) - wanted) < timedelta(seconds=5)  # type: ignore[operator]


def test_what_becomes_for_followers_is_counted_no_more(
    api: Client, alice: User, bob: User, post: Post
) -> None:
    answer = publish_post(author=bob, new=NewPost("public", reply_to=post.pk))
    edit(api, bob, answer, visibility="followers")
    assert api(None).get(f"/api/v1/posts/{post.pk}").json()["counts"]["replies"] == 0
    assert api(None).get("/api/v1/profiles/bob").json()["counts"]["posts"] == 0
    edit(api, bob, answer, visibility="public")
    assert api(None).get(f"/api/v1/posts/{post.pk}").json()["counts"]["replies"] == 1


def test_the_history_goes_with_the_crud(api: Client, alice: User, post: Post) -> None:
    edit(api, alice, post, text="second")
    Post.objects.update(created_at=timezone.now() - timedelta(hours=2), expires_at=timezone.now())
    assert api(alice).get(f"/api/v1/posts/{post.pk}/history").status_code == 404


def test_a_person_has_a_default_expiry(api: Client, alice: User) -> None:
    me = api(alice).patch("/api/v1/me", {"default_expires_in": 3600}, "json")
    assert me.json()["default_expires_in"] == 3600
    alice.refresh_from_db()
    assert api(alice).post("/api/v1/posts", {"text": "x"}, "json").json()["expires_at"]
    forever = api(alice).post("/api/v1/posts", {"text": "x", "expires_in": None}, "json")
    assert forever.json()["expires_at"] is None
    assert api(alice).patch("/api/v1/me", {"default_expires_in": 7}, "json").status_code == 400
