"""Reading feeds."""

from typing import TYPE_CHECKING

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject, NullIf

from apps.posts.selectors import posts_for_feeds
from apps.posts.shown import PostList, ShownPage, as_rows
from apps.profiles.selectors import visible_people
from apps.timelines.models import Entry

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from apps.posts.models import Post
    from apps.profiles.models import User


def home_feed(*, viewer: "User", cursor: str | None, limit: int) -> ShownPage:
    """The viewer's own posts and what those whom they follow posted and reposted, newest first.

    Each post is there once and says why: `reposter`, the first of so many `reposters`; or the
    hashtag `tag`; or neither where it is there of itself. One query.
    """
    return _HOME.page(viewer=viewer, cursor=cursor, limit=limit)


def _home(*, viewer: "User", after: int) -> "QuerySet[Post, Any]":
    posts = posts_for_feeds(viewer=viewer, place="home")
    rows = as_rows(
        posts.filter(
            Q(entries__reposter__isnull=True) | ~_stands_earlier(viewer),
            entries__owner=viewer,
            entries__position__lt=after,
        ),
        position=F("entries__position"),
        reposter_id=F("entries__reposter_id"),
        reposter=_reposter(viewer),
        reposters=_reposters(viewer),
        tag=F("entries__tag"),
    )
    # By the entry's position, not the post's id: the order of the index the page is read from.
    return rows.order_by("-entries__position")


def _reposts(viewer: "User") -> "QuerySet[Entry]":
    return Entry.objects.filter(owner=viewer, post=OuterRef("pk"), reposter__isnull=False)


def _stands_earlier(viewer: "User") -> Q:
    """The post of a repost is there of itself, or somebody reposted it before.

    The first one stands: so no later repost moves a post from where a reader has seen it.
    """
    itself = Entry.objects.filter(owner=viewer, position=OuterRef("pk"))
    before = _reposts(viewer).filter(position__lt=OuterRef("entries__position"))
    return Exists(itself) | Exists(before)


def _reposters(viewer: "User") -> Case:
    """How many of those whom the viewer follows reposted it."""
    ordered = _reposts(viewer).order_by().values("post")
    counted = Subquery(ordered.annotate(number=Count("position")).values("number"))
    return Case(When(entries__reposter__isnull=False, then=counted), default=Value(0))


def _reposter(viewer: "User") -> Subquery:
    """Who reposted it, unless the viewer may not see them."""
    people = visible_people(viewer=viewer).filter(pk=OuterRef("entries__reposter_id"))
    card = JSONObject(
        handle="handle", display_name="display_name", avatar_url=NullIf("avatar_url", Value(""))
    )
    return Subquery(people.values(card=card))


def public_feed(*, viewer: "User | None", cursor: str | None, limit: int) -> ShownPage:
    """Everyone's posts that are no replies, newest first. One query."""
    return _PUBLIC.page(viewer=viewer, cursor=cursor, limit=limit)


def _public(*, viewer: "User | None", after: int) -> "QuerySet[Post, Any]":
    posts = posts_for_feeds(viewer=viewer, place="public")
    return as_rows(posts.filter(reply_to__isnull=True, pk__lt=after)).order_by("-pk")


_HOME = PostList(_home)
_PUBLIC = PostList(_public)
