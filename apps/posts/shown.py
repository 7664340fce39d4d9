"""Posts as they are shown: rows with everything that stands on a card, and the pages of them.

A page is a queryset of posts. What its posts point to (quotes, parents) is read beside it by the
same rules, and their pictures come as a column: so a page is one question to PostgreSQL, put
together once a process (core.prepared), whatever it holds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Case, F, When
from django.db.models.expressions import RawSQL

from apps.core.audience import Visibility
from apps.core.pagination import cut_page
from apps.core.prepared import Statement, compile_once
from apps.media.selectors import pictures_of
from apps.posts.selectors import posts_for_quotes

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.posts.models import Post
    from apps.profiles.models import User


class ShownPost(NamedTuple):
    """A row of a page; its fields are, in this order, the columns of the statement."""

    pk: int
    author_id: UUID
    handle: str
    display_name: str
    avatar_url: str
    is_private: bool
    text: str
    warning: str
    visibility: str
    reply_policy: str
    reply_to: int | None
    quote_of: int | None
    hidden: bool
    created_at: datetime
    edited_at: datetime | None
    expires_at: datetime | None
    reply_count: int
    repost_count: int
    quote_count: int
    like_count: int
    liked: bool
    reposted: bool
    bookmarked: bool
    viewer_follows: bool
    viewer_mentioned: bool
    thread_muted: bool
    # What media.selectors.picture_card reads; None where there is none.
    pictures: list[dict[str, Any]] | None
    # Where it stands in its list; and in the home feed why, see timelines.selectors.
    position: int
    reposter_id: UUID | None
    reposter: dict[str, str | None] | None
    reposters: int
    tag: str | None

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC and not self.is_private


@dataclass(frozen=True)
class ShownPage:
    """A page, and by id what its posts quote and answer as far as the reader may see it."""

    items: list[ShownPost]
    linked: dict[int, ShownPost]
    next: str | None


_FROM_AUTHOR = {
    "handle": "author__handle",
    "display_name": "author__display_name",
    "avatar_url": "author__avatar_url",
    "is_private": "author__is_private",
}
_PLAIN: dict[str, Any] = {
    "position": F("pk"),
    "reposter_id": RawSQL("NULL::uuid", ()),
    "reposter": RawSQL("NULL::jsonb", ()),
    "reposters": RawSQL("0", ()),
    "tag": RawSQL("NULL::text", ()),
}


def as_rows(posts: "QuerySet[Post]", **why: Any) -> "QuerySet[Post, Any]":
    """`posts`, which come with the viewer's state, as rows of ShownPost.

    `why` are expressions for its last fields, where they are not plain.
    """
    last = _PLAIN | why
    pictures = Case(When(media_count__gt=0, then=pictures_of("pk")), default=None)
    rows = posts.annotate(pictures=pictures, **{f"row_{name}": one for name, one in last.items()})
    names = (f"row_{name}" if name in last else name for name in ShownPost._fields)
    return rows.values_list(*(_FROM_AUTHOR.get(name, name) for name in names))


def page_statement(build: Callable[..., "QuerySet[Post, Any]"], **types: type) -> Statement:
    """What asks for a page of `build(**values)`, rows by `as_rows`, and all that it points to.

    `build` takes `viewer`, None or the id of a person, as one of its values.
    """
    rows = compile_once(build, **types)
    fields = ", ".join(ShownPost._fields)
    signed_in = {"viewer": UUID} if "viewer" in types else {}
    return (
        f"WITH page ({fields}) AS ("
        + rows
        + ") SELECT 0, page.* FROM page UNION ALL SELECT 1, linked.* FROM ("
        + compile_once(_linked_to_page, **signed_in)
        + ") AS linked"
    )


def _linked_to_page(viewer: UUID | None = None) -> "QuerySet[Post, Any]":
    ids = RawSQL("SELECT quote_of FROM page UNION SELECT reply_to FROM page", ())
    return as_rows(posts_for_quotes(viewer=reader(viewer)).filter(pk__in=ids))


def reader(viewer: UUID | None) -> "User | None":
    """The person with this id, for conditions that ask for no more of them than it."""
    return None if viewer is None else get_user_model()(pk=viewer)


def read_page(statement: Statement, *, limit: int, **values: Any) -> ShownPage:
    """Ask for a page of `limit`, of which one more was asked for. One query."""
    items: list[ShownPost] = []
    linked: dict[int, ShownPost] = {}
    for part, *fields in statement.rows(**values):
        post = ShownPost._make(fields)
        if part == 0:
            items.append(post)
        else:
            linked[post.pk] = post
    items.sort(key=attrgetter("position"), reverse=True)
    page = cut_page(items, limit=limit, position=attrgetter("position"))
    return ShownPage(list(page.items), linked, page.next)
