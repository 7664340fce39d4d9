"""Reading feeds."""

from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject, NullIf

from apps.core.probes import Probe
from apps.posts.selectors import posts_for_feeds, visible_posts
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
    newest = _newest_of_all(viewer, after, list_id, most)
    return as_places(visible_posts(viewer=viewer).filter(pk__in=newest)).order_by("-pk")


def _newest_of_all(viewer: "User", after: int, list_id: int, most: int) -> RawSQL:
    """The ids of the newest `most` posts of those in a list, as far as the viewer may see them.

    A few of each person are read first. The last of the newest `most` of them is the line: only
    those all of whose few are above it may have more there, and are read on. Of a hundred busy
    people that is a fifth of reading `most` of each.
    """
    few = -(-most // 10)
    posts = posts_for_feeds(viewer=viewer, place="home")
    posts = posts.filter(author=RawSQL("listed.person_id", ()), in_feeds=True)
    ids = posts.order_by("-pk").values("id")
    above_line = RawSQL("SELECT coalesce(min(id), 0) FROM line", ())
    # In the order in which they stand in the statement, as their values do.
    parts = {
        "people": people_in_list(owner=viewer, list_id=list_id).values("person_id"),
        "first": ids.filter(pk__lt=after)[:few],
        "further": ids.filter(pk__lt=RawSQL("listed.lowest", ()), pk__gt=above_line)[:most],
    }
    compiled = {name: part.query.sql_with_params() for name, part in parts.items()}
    sql = {name: text for name, (text, _) in compiled.items()}
    values = [value for _, given in compiled.values() for value in given]
    return RawSQL(_MERGED.format(few=few, most=most, **sql), values)  # noqa: S611


_MERGED = """
WITH listed AS ({people}),
first AS (
    SELECT person_id, newest.id FROM listed CROSS JOIN LATERAL ({first}) AS newest
),
line AS (SELECT id FROM first ORDER BY id DESC OFFSET {most} - 1 LIMIT 1),
further AS (
    SELECT newest.id FROM (
        SELECT person_id, min(id) AS lowest FROM first GROUP BY person_id HAVING count(*) = {few}
    ) AS listed CROSS JOIN LATERAL ({further}) AS newest
)
SELECT id FROM first UNION ALL SELECT id FROM further ORDER BY id DESC LIMIT {most}
"""
_HOME = PostList(_home)
_PUBLIC = PostList(_public)
_LIST = PostList(_list, merged=True, list_id=int)
