"""Reading feeds."""

from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject, NullIf

from apps.core.probes import Probe
from apps.posts.selectors import posts_for_feeds, visible_posts, with_viewer_state
from apps.posts.shown import PostList, ShownPage, as_places
from apps.profiles.selectors import check_list, people_in_list, visible_people
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
    rows = as_places(
        posts.filter(
            Q(entries__reposter__isnull=True) | ~_stands_earlier(viewer),
            entries__owner=viewer,
            entries__position__lt=after,
        ),
        position=F("entries__position"),
        reposter_id=F("entries__reposter_id"),
        reposter=_of_repost(_reposter(viewer), None),
        reposters=_of_repost(_reposters(viewer), 0),
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
    return Probe(itself) | Probe(before)


def _of_repost(told: Subquery, otherwise: int | None) -> Case:
    return Case(When(entries__reposter__isnull=False, then=told), default=Value(otherwise))


def _reposters(viewer: "User") -> Subquery:
    """How many of those whom the viewer follows reposted it."""
    ordered = _reposts(viewer).order_by().values("post")
    return Subquery(ordered.annotate(number=Count("position")).values("number"))


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
    return as_places(posts.filter(reply_to__isnull=True, pk__lt=after)).order_by("-pk")


def list_feed(*, viewer: "User", list_id: int, cursor: str | None, limit: int) -> ShownPage:
    """What those in one of the viewer's lists of people posted, newest first.

    Raises NotFound, to tell which it asks once more where there is nothing. One query.
    """
    page = _LIST.page(viewer=viewer, cursor=cursor, limit=limit, list_id=list_id)
    if not page.items:
        check_list(owner=viewer, list_id=list_id)
    return page


def _list(*, viewer: "User", after: int, list_id: int, most: int) -> "QuerySet[Post, Any]":
    newest = _newest_of_each(viewer, after, list_id, most)
    posts = with_viewer_state(visible_posts(viewer=viewer), viewer=viewer)
    return as_places(posts.filter(pk__in=newest)).order_by("-pk")


def _newest_of_each(viewer: "User", after: int, list_id: int, most: int) -> RawSQL:
    """The ids of the newest `most` posts, of which no more than as many are read of each person."""
    people = people_in_list(owner=viewer, list_id=list_id).values("person_id")
    posts = posts_for_feeds(viewer=viewer, place="home").filter(
        author=RawSQL("listed.person_id", ()), in_feeds=True, pk__lt=after
    )
    listed, of_list = people.query.sql_with_params()
    newest, of_posts = posts.order_by("-pk").values("id")[:most].query.sql_with_params()
    # What these say, and a number of ours: values stay beside it.
    merged = (
        f"SELECT newest.id FROM ({listed}) AS listed CROSS JOIN LATERAL ({newest}) AS newest"  # noqa: S608
        f" ORDER BY newest.id DESC LIMIT {most}"
    )
    return RawSQL(merged, (*of_list, *of_posts))  # noqa: S611


_HOME = PostList(_home)
_PUBLIC = PostList(_public)
_LIST = PostList(_list, merged=True, list_id=int)
