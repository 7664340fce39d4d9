"""The floors answer what the app answers, field for field: else their figures would say nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from procrastinate.contrib.django.models import ProcrastinateJob

from apps.posts.models import Like, Post, Tombstone
from apps.profiles.models import Follow, User
from apps.timelines.models import Entry
from tests.bench import graph
from tests.bench.floors.answers import Cursor, answer
from tests.bench.graph import FOLLOWED, READ_FEW, READ_MANY, handle, person_id
from tests.conftest import Client

pytestmark = pytest.mark.usefixtures("network")

# Beside the special ones: an ordinary reader, shy ones (who block and mute), a private one.
READERS = (READ_FEW[0], READ_MANY[0], FOLLOWED, 25, 33, 43, 66)

Floor = Callable[..., Any]


@pytest.fixture
def floor() -> Floor:
    """`floor(viewer, "/home")` is the floor's answer."""

    def ask(viewer: User | None, path: str, method: str = "GET", **more: object) -> Any:
        cursor = Cursor(connection.connection)
        named = {name: str(value) for name, value in more.items()}
        body = answer(cursor, method, path, viewer.pk if viewer else None, **named)
        return json.loads(body) if body else None

    return ask


def readers() -> list[User | None]:
    return [None, *(User.objects.get(pk=person_id(number)) for number in READERS)]


def test_home_feed(api: Client, floor: Floor) -> None:
    pages = [floor(reader, "/home") for reader in readers()[1:]]
    assert pages == [api(reader).get("/api/v1/feeds/home").json() for reader in readers()[1:]]
    cards = [card for page in pages for card in page["items"]]
    assert all(any(card.get(why) for card in cards) for why in ("media", "quote", "reposted_by"))
    assert any(card.get("reposters", 0) > 1 for card in cards)


def test_an_unchanged_feed(floor: Floor) -> None:
    reader = readers()[1]
    assert reader is not None
    known = floor(reader, "/unchanged")
    assert floor(reader, "/unchanged", known=known) is None
    Post.objects.update(like_count=F("like_count") + 1)
    assert floor(reader, "/unchanged", known=known) not in (None, known)


def test_public_feed(api: Client, floor: Floor) -> None:
    for reader in readers():
        assert floor(reader, "/public") == api(reader).get("/api/v1/feeds/public").json()


def test_hashtag_feed(api: Client, floor: Floor) -> None:
    for reader in readers():
        page = floor(reader, "/tag", name=graph.TAG)
        assert page["items"]
        assert page == api(reader).get(f"/api/v1/feeds/tags/{graph.TAG}").json()


def test_profile(api: Client, floor: Floor) -> None:
    for reader in readers():
        for name in map(handle, (21, 22, 30)):
            page = floor(reader, "/profile", handle=name)
            assert page == api(reader).get(f"/api/v1/profiles/{name}/posts").json()


def test_threads(api: Client, floor: Floor) -> None:
    answered = Post.objects.filter(reply_count__gt=0).order_by("-reply_count")
    below_the_gone = Post.objects.filter(reply_to__in=Tombstone.objects.values("pk"))
    cruds = [*answered[:3], *below_the_gone[:3]]
    for reader in readers():
        for crud in cruds:
            asked = api(reader).get(f"/api/v1/posts/{crud.pk}/thread")
            if asked.status_code == 200:
                assert floor(reader, "/thread", post=crud.pk) == asked.json()


def state() -> list[object]:
    """What likes and follows change."""
    return [
        list(User.objects.order_by("pk").values_list("follower_count", "following_count")),
        list(Post.objects.order_by("pk").values_list("pk", "like_count")),
        list(Like.objects.order_by("person", "post").values_list("person", "post")),
        list(Follow.objects.order_by("pk").values_list("pk")),
        list(Entry.objects.order_by("pk").values_list("pk", "reposter")),
    ]


def test_likes_leave_what_the_app_leaves(api: Client, floor: Floor) -> None:
    reader = readers()[4]
    crud = Post.objects.filter(visibility="public", author__is_private=False).latest("pk")
    before = state()
    mine = floor(reader, "/like", "PUT", post=crud.pk)
    liked = state()
    floor(reader, "/like", "DELETE", post=crud.pk)
    assert state() == before != liked
    assert api(reader).put(f"/api/v1/posts/{crud.pk}/like").json() == mine
    assert state() == liked


def test_follows_leave_what_the_app_leaves(api: Client, floor: Floor) -> None:
    reader = readers()[4]
    assert reader is not None
    followed = Follow.objects.filter(follower=reader).values("followee")
    someone = User.objects.filter(is_private=False, post_count__gt=5).exclude(pk__in=followed)
    name = someone.exclude(pk=reader.pk).latest("post_count").handle
    before = state()
    mine = floor(reader, "/follow", "PUT", handle=name)
    following = state()
    jobs = _jobs()
    unfollowing = floor(reader, "/follow", "DELETE", handle=name)
    assert state() == before != following
    assert api(reader).put(f"/api/v1/profiles/{name}/follow").json() == mine
    assert (state(), _jobs()) == (following, jobs)
    assert api(reader).delete(f"/api/v1/profiles/{name}/follow").json() == unfollowing
    assert state() == before


def _jobs() -> list[object]:
    """The newest job."""
    newest = ProcrastinateJob.objects.order_by("-id")[:1]
    return list(newest.values_list("task_name", "args", "queue_name"))
