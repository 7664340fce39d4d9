"""Reading feeds: one statement a page, compiled once a process for each length of page."""

from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import JSONObject, NullIf

from apps.core.ids import LARGEST_ID
from apps.core.pagination import decode_id_cursor
from apps.core.prepared import Statement
from apps.posts.selectors import posts_for_feeds
from apps.posts.shown import ShownPage, as_rows, page_statement, read_page, reader
from apps.profiles.selectors import visible_people

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.posts.models import Post
    from apps.profiles.models import User


def home_feed(*, viewer: "User", cursor: str | None, limit: int) -> ShownPage:
    """The viewer's own posts and what those whom they follow posted and reposted, newest first.

    Each post says why it is there: `reposter`, or the hashtag `tag`, or neither where it is there
    of itself. One query.
    """
    after = decode_id_cursor(cursor)
    statement = _home_statement(limit)
    return read_page(statement, limit=limit, viewer=viewer.pk, after=_or_newest(after))


def _or_newest(after: int | None) -> int:
    return LARGEST_ID if after is None else after


@cache
def _home_statement(limit: int) -> Statement:
    def page(viewer: UUID, after: int) -> "QuerySet[Post]":
        return _home(viewer, after)[: limit + 1]

    return page_statement(page, viewer=UUID, after=int)


def _home(viewer: UUID, after: int) -> "QuerySet[Post]":
    someone = reader(viewer)
    posts = posts_for_feeds(viewer=someone, place="home").filter(
        entries__owner=someone, entries__position__lt=after
    )
    rows = as_rows(
        posts,
        position=F("entries__position"),
        reposter_id=F("entries__reposter_id"),
        reposter=_reposter(someone),
        tag=F("entries__tag"),
    )
    # By the entry's position, not the post's id: the order of the index the page is read from.
    return rows.order_by("-entries__position")


def _reposter(viewer: "User | None") -> Subquery:
    """Who reposted it, unless the viewer may not see them."""
    people = visible_people(viewer=viewer).filter(pk=OuterRef("entries__reposter_id"))
    card = JSONObject(
        handle="handle",
        display_name="display_name",
        avatar_url=NullIf("avatar_url", Value("")),
    )
    return Subquery(people.values(card=card))


def public_feed(*, viewer: "User | None", cursor: str | None, limit: int) -> ShownPage:
    """Everyone's posts that are no replies, newest first. One query."""
    after = _or_newest(decode_id_cursor(cursor))
    if viewer is None:
        return read_page(_open_statement(limit), limit=limit, after=after)
    return read_page(_public_statement(limit), limit=limit, viewer=viewer.pk, after=after)


@cache
def _public_statement(limit: int) -> Statement:
    def page(viewer: UUID, after: int) -> "QuerySet[Post]":
        return _public(viewer, after)[: limit + 1]

    return page_statement(page, viewer=UUID, after=int)


@cache
def _open_statement(limit: int) -> Statement:
    def page(after: int) -> "QuerySet[Post]":
        return _public(None, after)[: limit + 1]

    return page_statement(page, after=int)


def _public(viewer: UUID | None, after: int) -> "QuerySet[Post]":
    posts = posts_for_feeds(viewer=reader(viewer), place="public")
    return as_rows(posts.filter(reply_to__isnull=True, pk__lt=after)).order_by("-pk")
