"""What home feeds are made of, whoever may see it: posts, reposts and hashtags as they stand."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Min, QuerySet

from apps.core.prepared import Statement, compile_once
from apps.posts.models import Post, Repost, Tag, TagFollow

# (position, post), and beside these who reposted it or the hashtag that it names.
Rows = QuerySet[Any, Any]


def posts_by_people(people: "Iterable[UUID] | Rows", *, after: int) -> Rows:
    """What these people have posted for feeds, from after a position, newest first."""
    posts = Post.objects.filter(in_feeds=True, author__in=people, pk__gt=after)
    return posts.order_by("-pk").values_list("pk", F("pk"))


def reposts_by_people(people: Rows, *, after: int) -> Rows:
    """What these people have reposted: rows end with who did."""
    reposts = Repost.objects.filter(person__in=people, pk__gt=after)
    return reposts.order_by("-pk").values_list("pk", "post", "person")


def posts_by_tags_of(person_id: UUID, *, after: int) -> Rows:
    """What is for feeds and names hashtags that a person follows: rows end with the first name."""
    names = TagFollow.objects.filter(person=person_id).values("name")
    tagged = Tag.objects.filter(name__in=names, post__in_feeds=True, post__gt=after)
    named = tagged.values("post").annotate(name=Min("name")).order_by("-post")
    return named.values_list("post", F("post"), "name")


def newest_posts(*, author_id: UUID, limit: int) -> list[int]:
    """The ids of a person's newest posts for feeds."""
    rows = _newest_posts(limit).rows(author=author_id)
    return [post_id for post_id, _ in rows]


@cache
def _newest_posts(limit: int) -> Statement:
    return compile_once(lambda author: posts_by_people([author], after=0)[:limit], author=UUID)


def newest_tagged(*, name: str, limit: int) -> list[int]:
    """The ids of the newest posts for feeds that name a hashtag."""
    tagged = Tag.objects.filter(name=name, post__in_feeds=True).order_by("-post_id")
    return list(tagged.values_list("post_id", flat=True)[:limit])


def names_in(post_id: int) -> list[str]:
    """The hashtags that a post for feeds names now."""
    tagged = Tag.objects.filter(post=post_id, post__in_feeds=True)
    return list(tagged.order_by("name").values_list("name", flat=True))


def followed_tags(person_id: UUID) -> list[str]:
    """The hashtags that a person follows, by name. One query."""
    rows = TagFollow.objects.filter(person_id=person_id).order_by("name")
    return list(rows.values_list("name", flat=True))


def tag_follower_ids(*, name: str, after: UUID | None = None, limit: int) -> list[UUID]:
    """Who follows a hashtag, in order of id, after `after`."""
    rows = TagFollow.objects.filter(name=name)
    if after is not None:
        rows = rows.filter(person_id__gt=after)
    return list(rows.order_by("person_id").values_list("person_id", flat=True)[:limit])


def hold_posts(ids: Sequence[int]) -> list[int]:
    """Those of these posts that are still there, and stay until the transaction ends."""
    return _hold("posts_post", ids)


def hold_reposts(ids: Sequence[int]) -> list[int]:
    """The same for reposts."""
    return _hold("posts_repost", ids)


def _hold(table: str, ids: Sequence[int]) -> list[int]:
    # The weakest lock that keeps a row from being deleted: likes and edits go on meanwhile.
    # A name of ours only, no value from outside.
    rows = f"SELECT id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(rows, [list(ids)])
        return [row[0] for row in cursor.fetchall()]
