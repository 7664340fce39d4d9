"""Posts as they are shown: rows with everything that stands on a card, and the pages of them.

A page is a queryset of posts. What its posts point to (quotes, parents) is read beside it by the
same rules, and their pictures come as a column: so a page is one question to PostgreSQL, put
together once a process (core.prepared), whatever it holds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import orjson
from django.contrib.auth import get_user_model
from django.db.models import Case, F, When
from django.db.models.expressions import RawSQL

from apps.core.asking import Row
from apps.core.audience import Visibility
from apps.core.ids import LARGEST_ID
from apps.core.pagination import cut_page, decode_id_cursor
from apps.core.prepared import Statement, compile_once
from apps.media.selectors import pictures_of
from apps.posts.models import Post
from apps.posts.selectors import posts_for_quotes, with_viewer_state

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.profiles.models import User


class Author(NamedTuple):
    pk: UUID
    handle: str
    display_name: str
    avatar_url: str
    indexable: bool


class ShownPost(NamedTuple):
    """A row of a page; its fields are, in this order, the columns of the statement."""

    pk: int
    author_id: UUID
    handle: str
    display_name: str
    avatar_url: str
    is_private: bool
    indexable: bool
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
    def author(self) -> "Author":
        return Author(
            self.author_id, self.handle, self.display_name, self.avatar_url, self.indexable
        )

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC and not self.is_private


@dataclass(frozen=True)
class ShownPage:
    """A page, and by id what its posts quote and answer as far as the reader may see it."""

    items: list[ShownPost]
    linked: dict[int, ShownPost]
    next: str | None
    # The same as long as everything on the page is.
    fingerprint: str


_FROM_AUTHOR = {
    "handle": "author__handle",
    "display_name": "author__display_name",
    "avatar_url": "author__avatar_url",
    "is_private": "author__is_private",
    "indexable": "author__indexable",
}
# Where a post stands in a list and why: the last fields of ShownPost, where they are plain.
_PLACE: dict[str, Any] = {
    "position": F("pk"),
    "reposter_id": RawSQL("NULL::uuid", ()),
    "reposter": RawSQL("NULL::jsonb", ()),
    "reposters": RawSQL("0", ()),
    "tag": RawSQL("NULL::text", ()),
}
_OF_CARD = [name for name in ShownPost._fields if name not in _PLACE]


def as_places(posts: "QuerySet[Post]", **why: Any) -> "QuerySet[Post, Any]":
    """`posts` as the places of a list: which they are, what they point to, and _PLACE.

    `why` are expressions for its last fields, where they are not plain.
    """
    last = {f"place_{name}": one for name, one in (_PLACE | why).items()}
    return posts.annotate(**last).values_list("pk", "quote_of", "reply_to", *last)


def _cards(viewer: UUID | None = None) -> "QuerySet[Post, Any]":
    """All posts as rows of _OF_CARD. Which of them may be shown is said by whoever joins them."""
    pictures = Case(When(media_count__gt=0, then=pictures_of("pk")), default=None)
    posts = with_viewer_state(Post.objects.all(), viewer=reader(viewer))
    rows = posts.annotate(pictures=pictures)
    return rows.values_list(*(_FROM_AUTHOR.get(name, name) for name in _OF_CARD))


Build = Callable[..., "QuerySet[Post, Any]"]


class PostList:
    """A list of posts that is read page by page, one query each.

    `build(viewer=, after=, **values)` answers places by `as_places`, in order, from after the
    position `after`; `viewer` is a person or None, and `types` tells of what type its other values
    are. One that is `merged` from several lists is also given `most`, how many are asked for.
    """

    def __init__(
        self, build: Build, *, oldest_first: bool = False, merged: bool = False, **types: type
    ) -> None:
        self.build = build
        self.oldest_first = oldest_first
        self.merged = merged
        self.types = types
        # One for each length of page that is asked for, signed in and out.
        self.statement = cache(self._statement)

    def page(
        self, *, viewer: "User | None", cursor: str | None, limit: int, **values: Any
    ) -> ShownPage:
        """Raises Invalid `invalid_cursor`."""
        after = decode_id_cursor(cursor)
        if after is None:
            after = 0 if self.oldest_first else LARGEST_ID
        if viewer is not None:
            values["viewer"] = viewer.pk
        rows = self.statement(viewer is not None, limit).rows(after=after, **values)
        return self._page(rows, limit, viewer)

    def _page(self, rows: list[Row], limit: int, viewer: "User | None") -> ShownPage:
        items: list[ShownPost] = []
        linked: dict[int, ShownPost] = {}
        for part, *fields in rows:
            post = ShownPost._make(fields)
            if part == 0:
                items.append(post)
            else:
                linked[post.pk] = post
        items.sort(key=attrgetter("position"), reverse=not self.oldest_first)
        page = cut_page(items, limit=limit, position=attrgetter("position"))
        return ShownPage(list(page.items), linked, page.next, _fingerprint(rows, viewer))

    def _statement(self, signed_in: bool, limit: int) -> Statement:
        most = {"most": limit + 1} if self.merged else {}

        def rows(viewer: UUID | None = None, **values: Any) -> "QuerySet[Post, Any]":
            return self.build(viewer=reader(viewer), **values, **most)[: limit + 1]

        who = {"viewer": UUID} if signed_in else {}
        page = compile_once(rows, after=int, **self.types, **who)
        linked = compile_once(_linked_to_page, **who)
        return _PAGE + page + _LINKED + linked + _PLACES + compile_once(_cards, **who) + _JOINED


def _fingerprint(rows: list[Row], viewer: "User | None") -> str:
    # Whose cruds are the reader's own is seen by who reads. The order in which PostgreSQL answers
    # may differ, what it answers may not.
    content = orjson.dumps((viewer and viewer.pk, sorted(rows, key=itemgetter(0, 1))))
    return blake2b(content, digest_size=16).hexdigest()


# What a card tells is asked once, for the posts of the page and those that they point to. Names
# of ours only.
_PAGE = f"WITH page (pk, quote_of, reply_to, {', '.join(_PLACE)}) AS ("
_LINKED = "), linked (pk) AS ("
_PLACES = (
    f") SELECT place.part, card.*, {', '.join(f'place.{name}' for name in _PLACE)}"  # noqa: S608
    f" FROM (SELECT 0 AS part, pk, {', '.join(_PLACE)} FROM page"
    " UNION ALL SELECT 1, pk, pk, NULL, NULL, 0, NULL FROM linked) AS place JOIN ("
)
_JOINED = f") AS card ({', '.join(_OF_CARD)}) ON card.pk = place.pk"


def _linked_to_page(viewer: UUID | None = None) -> "QuerySet[Post, Any]":
    ids = RawSQL("SELECT quote_of FROM page UNION SELECT reply_to FROM page", ())
    return posts_for_quotes(viewer=reader(viewer)).filter(pk__in=ids).values_list("pk")


def reader(viewer: UUID | None) -> "User | None":
    """The person with this id, for conditions that ask for no more of them than it."""
    return None if viewer is None else get_user_model()(pk=viewer)
