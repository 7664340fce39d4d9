"""The cruds on somebody's screen: their counters, and being told when these move.

One prepared query each.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models.expressions import RawSQL

from apps.core.prepared import Statement, compile_once
from apps.posts.selectors import visible_posts, with_viewer_state
from apps.posts.shown import reader
from apps.realtime import services as realtime

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.posts.models import Post
    from apps.profiles.models import User

# That a page can show at once, and then some.
MOST_AT_ONCE = 100


class Counted(NamedTuple):
    """The counters of a post and what the viewer did with it: the columns of the statement."""

    pk: int
    reply_count: int
    repost_count: int
    quote_count: int
    like_count: int
    liked: bool
    reposted: bool
    bookmarked: bool


def counted(*, viewer: "User", post_ids: Sequence[int]) -> list[Counted]:
    """Those of these posts that the viewer may see, in no order."""
    rows = _counted().rows(viewer=viewer.pk, post_ids=list(post_ids))
    return [Counted._make(row) for row in rows]


def watch(*, viewer: "User", stream: str, post_ids: Sequence[int]) -> None:
    """Have the viewer's event stream told when counters of these posts move, and of no others.

    What they may not see now they are not told of.
    """
    rows = _visible().rows(viewer=viewer.pk, post_ids=list(post_ids)) if post_ids else []
    realtime.watch(user_id=viewer.pk, stream=stream, post_ids=[post_id for (post_id,) in rows])


@cache
def _counted() -> Statement:
    def find(viewer: UUID, post_ids: list[int]) -> "QuerySet[Post, Any]":
        posts = with_viewer_state(_wanted(viewer, post_ids), viewer=reader(viewer))
        return posts.values_list(*(name for name in Counted._fields))

    return compile_once(find, viewer=UUID, post_ids=list)


@cache
def _visible() -> Statement:
    def find(viewer: UUID, post_ids: list[int]) -> "QuerySet[Post, Any]":
        return _wanted(viewer, post_ids).values_list("pk")

    return compile_once(find, viewer=UUID, post_ids=list)


def _wanted(viewer: UUID, post_ids: list[int]) -> "QuerySet[Post]":
    wanted = RawSQL("SELECT unnest(%s::bigint[])", (post_ids,))
    return visible_posts(viewer=reader(viewer)).filter(pk__in=wanted)
