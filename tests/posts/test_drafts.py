from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.posts.models import Draft, Post
from apps.posts.tasks import publish_due_drafts
from apps.profiles.models import User
from tests.conftest import Client

pytestmark = pytest.mark.django_db


def later(**delta: int) -> str:
    return (timezone.now() + timedelta(**delta)).isoformat()


def save(api: Client, who: User, *texts: str, **more: Any) -> Any:
    body = {"posts": [{"text": text} for text in texts], **more}
    return api(who).post("/api/v1/me/drafts", body, "json")


def make_due() -> None:
    Draft.objects.update(publish_at=timezone.now() - timedelta(seconds=1))


def test_a_draft_is_kept_changed_and_published(api: Client, alice: User) -> None:
    draft = save(api, alice, "half a thou").json()
    assert api(alice).get("/api/v1/me/drafts").json()["items"] == [draft]
    path = f"/api/v1/me/drafts/{draft['id']}"
    changed = api(alice).patch(path, {"posts": [{"text": "a whole thought"}]}, "json").json()
    assert changed["posts"] == [{"text": "a whole thought"}]
    items = api(alice).post(f"{path}/publish").json()["items"]
    assert [item["text"] for item in items] == ["a whole thought"]
    assert api(alice).get("/api/v1/me/drafts").json()["items"] == []


def test_nobody_else_sees_or_touches_it(api: Client, alice: User, bob: User) -> None:
    path = f"/api/v1/me/drafts/{save(api, alice, 'mine').json()['id']}"
    assert api(bob).get("/api/v1/me/drafts").json()["items"] == []
    assert api(bob).patch(path, {"publish_at": None}, "json").status_code == 404
    assert api(bob).post(f"{path}/publish").status_code == 404
    assert api(bob).delete(path).status_code == 404
    assert api(alice).delete(path).status_code == 204
    assert not Draft.objects.exists()


def test_a_scheduled_thread_is_published_at_its_time_and_once(api: Client, alice: User) -> None:
    save(api, alice, "one", "two", publish_at=later(hours=1))
    assert len(api(alice).get("/api/v1/me/scheduled").json()["items"]) == 1
    assert api(alice).get("/api/v1/me/drafts").json()["items"] == []
    publish_due_drafts(timestamp=0)
    assert not Post.objects.exists()
    make_due()
    for _ in range(2):
        publish_due_drafts(timestamp=0)
    assert set(Post.objects.values_list("text", flat=True)) == {"one", "two"}
    assert not Draft.objects.exists()


def test_what_cannot_be_published_stays_a_draft_with_the_reason(api: Client, alice: User) -> None:
    save(api, alice, "one", "x" * 501, publish_at=later(hours=1))
    make_due()
    publish_due_drafts(timestamp=0)
    assert not Post.objects.exists()
    kept = api(alice).get("/api/v1/me/drafts").json()["items"][0]
    assert "too long" in kept["problem"]
    assert kept["publish_at"] is None


def test_one_that_breaks_does_not_hold_up_the_others(api: Client, alice: User) -> None:
    broken = Draft.objects.create(owner=alice, posts=[{"words": "of another age"}])
    save(api, alice, "in good order", publish_at=later(hours=1))
    make_due()
    publish_due_drafts(timestamp=0)
    assert list(Post.objects.values_list("text", flat=True)) == ["in good order"]
    broken.refresh_from_db()
    assert broken.publish_at is None
    assert broken.problem


def test_a_time_that_cannot_be_is_refused(api: Client, alice: User) -> None:
    for when in (later(seconds=-5), later(days=366), "tomorrow", 5):
        assert save(api, alice, "x", publish_at=when).status_code == 400
    assert not Draft.objects.exists()


def test_signed_out_there_are_no_drafts(api: Client) -> None:
    assert api(None).get("/api/v1/me/drafts").status_code == 401
    assert api(None).get("/api/v1/me/scheduled").status_code == 401
