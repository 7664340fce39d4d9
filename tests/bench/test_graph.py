"""The network is what the figures say of it."""

import pytest
from django.db.models import Count, F

from apps.posts.models import Post
from apps.profiles.models import Block, Follow, MutedWord, User
from apps.timelines.models import Entry
from tests.bench.conftest import SMALL
from tests.bench.graph import (
    FOLLOWED,
    READ_FEW,
    READ_MANY,
    TAG,
    UNFOLLOWED,
    handle,
    person_id,
)

pytestmark = pytest.mark.usefixtures("network")


def test_everybody_is_there_by_number() -> None:
    assert User.objects.count() == SMALL.people
    assert User.objects.get(pk=person_id(7)).handle == handle(7)


def test_special_people_are_followed_and_follow_as_promised() -> None:
    for reader in READ_FEW:
        assert Follow.objects.filter(follower=person_id(reader)).count() == SMALL.few
    for reader in READ_MANY:
        assert Follow.objects.filter(follower=person_id(reader)).count() == SMALL.many
    assert Follow.objects.filter(followee=person_id(FOLLOWED)).count() == SMALL.crowd
    assert not Follow.objects.filter(followee=person_id(UNFOLLOWED)).exists()


def test_counts_are_those_of_the_rows() -> None:
    followers = User.objects.annotate(rows=Count("follows_in")).exclude(follower_count=F("rows"))
    likes = Post.objects.annotate(rows=Count("like")).exclude(like_count=F("rows"))
    assert not followers.exists()
    assert not likes.exists()


def test_one_thread_is_long() -> None:
    longest = Post.objects.filter(reply_to__isnull=False).values("thread").annotate(n=Count("pk"))
    assert longest.order_by("-n")[0]["n"] >= SMALL.replies


def test_some_keep_away_from_others() -> None:
    assert Block.objects.exists()
    assert MutedWord.objects.filter(owner=person_id(READ_MANY[0])).exists()


def test_the_tag_is_the_most_used() -> None:
    tags = Post.objects.filter(tags__name__isnull=False).values("tags__name")
    assert tags.annotate(n=Count("pk")).order_by("-n")[0]["tags__name"] == TAG


def test_feeds_hold_what_followed_people_wrote() -> None:
    strangers = Entry.objects.filter(reposter__isnull=True, tag__isnull=True).exclude(
        post__author=F("owner")
    )
    for entry in strangers.select_related("post")[:200]:
        assert Follow.objects.filter(follower=entry.owner_id, followee=entry.post.author_id)
