"""Writes feeds. Everything here may run twice, late, or beside itself, and leaves the same rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from django.db import connection

from apps.posts.selectors import (
    followed_tags,
    latest_post_ids,
    latest_tagged_ids,
    tag_follower_ids,
)
from apps.profiles.selectors import (
    follower_ids,
    followers_who_see_reposts,
    is_following,
    people_by_id,
)
from apps.realtime.services import publish
from apps.timelines.models import Entry

# How many of a person's last posts a new follower finds in their feed.
BACKFILL = 200
# How many followers' feeds one statement writes.
CHUNK = 2000


def add_entries(*, owner_ids: Iterable[UUID], post_ids: Iterable[int]) -> None:
    """Put every post into the feed of every owner, at its own time. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO timelines_entry (owner_id, position, post_id)"
            " SELECT owner_id, post_id, post_id FROM unnest(%s::uuid[]) AS owner_id,"
            " unnest(%s::bigint[]) AS post_id ON CONFLICT DO NOTHING",
            [list(owner_ids), list(post_ids)],
        )


def add_repost(
    *, owner_ids: Iterable[UUID], repost_id: int, post_id: int, reposter_id: UUID
) -> None:
    """Put a reposted post into feeds that do not have it of themselves. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO timelines_entry (owner_id, position, post_id, reposter_id)"
            " SELECT owners.owner_id, %(repost)s, %(post)s, %(reposter)s"
            " FROM unnest(%(owners)s::uuid[]) AS owners (owner_id)"
            " WHERE NOT EXISTS (SELECT FROM timelines_entry AS own"
            "  WHERE own.owner_id = owners.owner_id AND own.position = %(post)s)"
            " ON CONFLICT DO NOTHING",
            {
                "owners": list(owner_ids),
                "repost": repost_id,
                "post": post_id,
                "reposter": reposter_id,
            },
        )


def add_tagged(*, owner_ids: Iterable[UUID], post_ids: Iterable[int], tag: str) -> None:
    """Put posts that name a hashtag into feeds that do not have them already. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO timelines_entry (owner_id, position, post_id, tag)"
            " SELECT owner_id, post_id, post_id, %s FROM unnest(%s::uuid[]) AS owner_id,"
            " unnest(%s::bigint[]) AS post_id ON CONFLICT DO NOTHING",
            [tag, list(owner_ids), list(post_ids)],
        )


def fan_out_tags(*, post_id: int, names: Iterable[str]) -> None:
    """Write a new post to the feeds of those who follow the hashtags that it names."""
    for name in names:
        for owner_ids in _chunks(tag_follower_ids, name=name):
            add_tagged(owner_ids=owner_ids, post_ids=[post_id], tag=name)


def backfill_tag(*, owner_id: UUID, name: str) -> None:
    """Put the last posts that name a hashtag into a feed, if it is still followed."""
    if name in followed_tags(owner_id):
        posts = latest_tagged_ids(tag=name, limit=BACKFILL)
        add_tagged(owner_ids=[owner_id], post_ids=posts, tag=name)


def clean_tag(*, owner_id: UUID, name: str) -> None:
    """Take what a hashtag brought out of a feed, unless it is followed again."""
    names = followed_tags(owner_id)
    if name in names:
        return
    Entry.objects.filter(owner_id=owner_id, tag=name).delete()
    # What another followed hashtag would have brought as well.
    for other in names:
        backfill_tag(owner_id=owner_id, name=other)


def fan_out(*, post_id: int, author_id: UUID) -> None:
    """Write a new post to the feeds of its author's followers, and let those who look on know."""
    author = people_by_id([author_id]).get(author_id)
    if author is None or author.handle is None:
        return
    news = {"post_id": str(post_id), "author": author.handle}
    for owner_ids in _followers(author_id):
        add_entries(owner_ids=owner_ids, post_ids=[post_id])
        publish(owner_ids, "post", news)


def fan_out_repost(*, repost_id: int, post_id: int, reposter_id: UUID) -> None:
    """Write a repost to the feeds of those followers who want to see it."""
    for owner_ids in _chunks(followers_who_see_reposts, followee_id=reposter_id):
        add_repost(
            owner_ids=owner_ids, repost_id=repost_id, post_id=post_id, reposter_id=reposter_id
        )


def withdraw(*, positions: Iterable[int], author_id: UUID) -> None:
    """Take posts or reposts of one person out of their followers' feeds."""
    gone = list(positions)
    Entry.objects.filter(owner_id=author_id, position__in=gone).delete()
    for owner_ids in _followers(author_id):
        Entry.objects.filter(owner_id__in=owner_ids, position__in=gone).delete()


def tell_followers(*, author_id: UUID, kind: str, posts: Sequence[int]) -> None:
    """Tell those in whose feeds they are that posts have changed or gone."""
    for owner_ids in _followers(author_id):
        for post_id in posts:
            publish([author_id, *owner_ids], kind, {"post_id": str(post_id)})


def backfill(*, owner_id: UUID, followee_id: UUID) -> None:
    """Put the last posts of someone just followed into a feed, if they are still followed."""
    if is_following(follower_id=owner_id, followee_id=followee_id):
        posts = latest_post_ids(author_id=followee_id, limit=BACKFILL)
        add_entries(owner_ids=[owner_id], post_ids=posts)


def clean(*, owner_id: UUID, followee_id: UUID) -> None:
    """Take what someone unfollowed brought out of a feed, unless they are followed again."""
    if not is_following(follower_id=owner_id, followee_id=followee_id):
        entries = Entry.objects.filter(owner_id=owner_id)
        entries.filter(post__author_id=followee_id, reposter__isnull=True).delete()
        entries.filter(reposter_id=followee_id).delete()
        # What a followed hashtag would have brought as well.
        for name in followed_tags(owner_id):
            backfill_tag(owner_id=owner_id, name=name)


def clean_reposts(*, owner_id: UUID, reposter_id: UUID) -> None:
    """Take what somebody reposted out of a feed whose owner hides it."""
    Entry.objects.filter(owner_id=owner_id, reposter_id=reposter_id).delete()


def erase_feed(*, owner_id: UUID, limit: int = 5000) -> int:
    """Delete some rows of a person's own feed; how many there were."""
    own = Entry.objects.filter(owner_id=owner_id).order_by("position")
    positions = list(own.values_list("position", flat=True)[:limit])
    Entry.objects.filter(owner_id=owner_id, position__in=positions).delete()
    return len(positions)


def _followers(author_id: UUID) -> Iterator[list[UUID]]:
    """The ids of a person's followers, in chunks."""
    return _chunks(follower_ids, followee_id=author_id)


def _chunks(ids_after: Callable[..., list[UUID]], **of: object) -> Iterator[list[UUID]]:
    after: UUID | None = None
    while ids := ids_after(**of, after=after, limit=CHUNK):
        yield ids
        after = ids[-1]
