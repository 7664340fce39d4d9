"""Writes feeds. Everything here may run twice, late, or beside itself, and leaves the same rows."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection

from apps.posts.selectors import latest_post_ids
from apps.profiles.selectors import follower_ids, is_following, people_by_id
from apps.realtime.services import publish
from apps.timelines.models import FeedEntry

# How many of a person's last posts a new follower finds in their feed.
BACKFILL = 200
# How many followers' feeds one statement writes.
CHUNK = 2000


def add_entries(*, owner_ids: Iterable[UUID], post_ids: Iterable[int]) -> None:
    """Put every post into the feed of every owner. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO timelines_feedentry (owner_id, post_id)"
            " SELECT owner_id, post_id FROM unnest(%s::uuid[]) AS owner_id,"
            " unnest(%s::bigint[]) AS post_id ON CONFLICT DO NOTHING",
            [list(owner_ids), list(post_ids)],
        )


def fan_out(*, post_id: int, author_id: UUID) -> None:
    """Write a new post to the feeds of its author's followers, and let those who look on know."""
    author = people_by_id([author_id]).get(author_id)
    if author is None or author.handle is None:
        return
    news = {"post_id": str(post_id), "author": author.handle}
    for owner_ids in _followers(author_id):
        add_entries(owner_ids=owner_ids, post_ids=[post_id])
        publish(owner_ids, "post", news)


def withdraw(*, post_ids: Iterable[int], author_id: UUID) -> None:
    """Take removed posts of one author out of their followers' feeds."""
    ids = list(post_ids)
    FeedEntry.objects.filter(owner_id=author_id, post_id__in=ids).delete()
    for owner_ids in _followers(author_id):
        FeedEntry.objects.filter(owner_id__in=owner_ids, post_id__in=ids).delete()


def backfill(*, owner_id: UUID, followee_id: UUID) -> None:
    """Put the last posts of someone just followed into a feed, if they are still followed."""
    if is_following(follower_id=owner_id, followee_id=followee_id):
        posts = latest_post_ids(author_id=followee_id, limit=BACKFILL)
        add_entries(owner_ids=[owner_id], post_ids=posts)


def clean(*, owner_id: UUID, followee_id: UUID) -> None:
    """Take the posts of someone unfollowed out of a feed, unless they are followed again."""
    if not is_following(follower_id=owner_id, followee_id=followee_id):
        FeedEntry.objects.filter(owner_id=owner_id, post__author_id=followee_id).delete()


def _followers(author_id: UUID) -> Iterator[list[UUID]]:
    """The ids of a person's followers, in chunks."""
    after: UUID | None = None
    while ids := follower_ids(followee_id=author_id, after=after, limit=CHUNK):
        yield ids
        after = ids[-1]
