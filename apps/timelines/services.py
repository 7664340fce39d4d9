"""Writes what people do to feeds. Everything here may run twice, late, or beside itself.

What is derived as a whole, after a change of whom one follows: upkeep.py.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from apps.posts.sources import (
    hold_posts,
    hold_reposts,
    names_in,
    newest_posts,
    newest_tagged,
    tag_follower_ids,
)
from apps.profiles.selectors import follower_ids, followers_who_see_reposts, people_by_id
from apps.realtime.services import publish
from apps.timelines.models import Entry, Feed
from apps.timelines.upkeep import since_of

# How many posts of whom or what one has just followed are there at once: two pages.
AT_ONCE = 40
# How many followers' feeds one statement writes.
CHUNK = 2000


def add_entries(*, owner_ids: Iterable[UUID], post_ids: Iterable[int]) -> None:
    """Put every post into the feed of every owner, at its own time. One statement."""
    # A person's word goes before a hashtag's.
    _insert(
        "(owner_id, position, post_id) SELECT owner_id, post_id, post_id"
        " FROM unnest(%s::uuid[]) AS owner_id, unnest(%s::bigint[]) AS post_id"
        " ON CONFLICT (owner_id, position) DO UPDATE SET tag = NULL"
        " WHERE timelines_entry.tag IS NOT NULL",
        list(owner_ids),
        list(post_ids),
    )


def add_reposts(
    *, owner_ids: Iterable[UUID], repost_id: int, post_id: int, reposter_id: UUID
) -> None:
    """Put a reposted post into feeds, at the time of the repost. One statement."""
    _insert(
        "(owner_id, position, post_id, reposter_id) SELECT owner_id, %s, %s, %s"
        " FROM unnest(%s::uuid[]) AS owner_id ON CONFLICT DO NOTHING",
        repost_id,
        post_id,
        reposter_id,
        list(owner_ids),
    )


def add_tagged(*, owner_ids: Iterable[UUID], post_ids: Iterable[int], name: str) -> None:
    """Put posts that name a hashtag into feeds that no person has brought them to."""
    _insert(
        "(owner_id, position, post_id, tag) SELECT owner_id, post_id, post_id, %s"
        " FROM unnest(%s::uuid[]) AS owner_id, unnest(%s::bigint[]) AS post_id"
        " ON CONFLICT (owner_id, position) DO UPDATE SET tag = EXCLUDED.tag"
        " WHERE timelines_entry.tag > EXCLUDED.tag",
        name,
        list(owner_ids),
        list(post_ids),
    )


def _insert(rows: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO timelines_entry {rows}", values)


def fan_out(*, post_id: int, author_id: UUID) -> None:
    """Write a new post to the feeds of its author's followers, and let those who look on know."""
    author = people_by_id([author_id]).get(author_id)
    handle = author.handle if author else None
    for owner_ids in _chunks(follower_ids, followee_id=author_id):
        with transaction.atomic():
            if not hold_posts([post_id]):
                return
            add_entries(owner_ids=owner_ids, post_ids=[post_id])
            if handle is not None:
                publish(owner_ids, "post", {"post_id": str(post_id), "author": handle})


def fan_out_repost(*, repost_id: int, post_id: int, reposter_id: UUID) -> None:
    """Write a repost to the feeds of those followers who want to see it."""
    for owner_ids in _chunks(followers_who_see_reposts, followee_id=reposter_id):
        with transaction.atomic():
            if not hold_reposts([repost_id]):
                return
            add_reposts(
                owner_ids=owner_ids, repost_id=repost_id, post_id=post_id, reposter_id=reposter_id
            )


def fan_out_tags(*, post_id: int) -> None:
    """Write a post to the feeds of those who follow the hashtags that it names."""
    for name in names_in(post_id):
        for owner_ids in _chunks(tag_follower_ids, name=name):
            with transaction.atomic():
                if not hold_posts([post_id]):
                    return
                add_tagged(owner_ids=owner_ids, post_ids=[post_id], name=name)


def retag(*, post_id: int, dropped: Sequence[str]) -> None:
    """Take a post from where hashtags have brought it that it no longer names, and add it anew."""
    names = set(dropped) - set(names_in(post_id))
    Entry.objects.filter(post=post_id, tag__in=names).delete()
    fan_out_tags(post_id=post_id)


def fill(*, owner_id: UUID, followee_id: UUID) -> None:
    """Put the newest posts of someone just followed into a feed."""
    posts = newest_posts(author_id=followee_id, limit=AT_ONCE)
    since = since_of(owner_id)
    add_entries(owner_ids=[owner_id], post_ids=[post for post in posts if post > since])


def fill_tag(*, owner_id: UUID, name: str) -> None:
    """Put the newest posts that name a hashtag just followed into a feed."""
    posts = newest_tagged(name=name, limit=AT_ONCE)
    since = since_of(owner_id)
    add_tagged(owner_ids=[owner_id], post_ids=[post for post in posts if post > since], name=name)


def clear(*, owner_id: UUID, followee_id: UUID) -> None:
    """Take what someone unfollowed has brought out of a feed."""
    entries = Entry.objects.filter(owner_id=owner_id)
    entries.filter(post__author_id=followee_id, reposter__isnull=True, tag__isnull=True).delete()
    entries.filter(reposter_id=followee_id).delete()


def clear_reposts(*, owner_id: UUID, reposter_id: UUID) -> None:
    """Take what somebody reposted out of a feed whose owner hides it."""
    Entry.objects.filter(owner_id=owner_id, reposter_id=reposter_id).delete()


def clear_tag(*, owner_id: UUID, name: str) -> None:
    """Take what a hashtag has brought out of a feed."""
    Entry.objects.filter(owner_id=owner_id, tag=name).delete()


def withdraw(*, positions: Iterable[int], author_id: UUID) -> None:
    """Take posts or reposts of one person out of all feeds."""
    gone = list(positions)
    Entry.objects.filter(owner_id=author_id, position__in=gone).delete()
    for owner_ids in _chunks(follower_ids, followee_id=author_id):
        Entry.objects.filter(owner_id__in=owner_ids, position__in=gone).delete()
    brought = Q(reposter__isnull=False) | Q(tag__isnull=False)
    Entry.objects.filter(brought, post__in=gone).delete()


def tell_followers(*, author_id: UUID, kind: str, posts: Sequence[int]) -> None:
    """Tell those in whose feeds they are that posts have changed or gone."""
    for owner_ids in _chunks(follower_ids, followee_id=author_id):
        for post_id in posts:
            publish([author_id, *owner_ids], kind, {"post_id": str(post_id)})


def erase_feed(*, owner_id: UUID, limit: int = 5000) -> int:
    """Delete some rows of a person's own feed; how many there were."""
    Feed.objects.filter(owner=owner_id).delete()
    own = Entry.objects.filter(owner_id=owner_id).order_by("position")
    positions = list(own.values_list("position", flat=True)[:limit])
    Entry.objects.filter(owner_id=owner_id, position__in=positions).delete()
    return len(positions)


def _chunks(ids_after: Callable[..., list[UUID]], **of: object) -> Iterator[list[UUID]]:
    after: UUID | None = None
    while ids := ids_after(**of, after=after, limit=CHUNK):
        yield ids
        after = ids[-1]
