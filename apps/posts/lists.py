"""Lists of posts, page by page as they are shown. One query a page."""

import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, F, Func, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from apps.core.errors import Invalid
from apps.posts.selectors import (
    post_not_found,
    posts_by,
    posts_quoting,
    posts_tagged,
    replies_to,
    visible_posts,
    with_viewer_state,
)
from apps.posts.shown import PostList, ShownPage, as_places
from apps.profiles.selectors import id_of, person_by_handle

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.posts.models import Post
    from apps.posts.selectors import Tab
    from apps.profiles.models import User

    Rows = QuerySet[Post, Any]


# More than the longest path down to a post (threads.MOST_ANCESTORS).
AT_ONCE = 128
MOST_WORDS = 10
SEARCH_LENGTH = 200

_LIKE_WILD = re.compile(r"([%_\\])")
_ESCAPED = r"\\\1"


def profile(
    *, viewer: "User | None", handle: str, tab: "Tab", cursor: str | None, limit: int
) -> ShownPage:
    """What the person called `handle` has posted, newest first; see selectors.posts_by.

    Raises NotFound, to tell which it asks once more where there is nothing.
    """
    page = _PROFILE[tab].page(viewer=viewer, cursor=cursor, limit=limit, handle=handle.lower())
    if not page.items:
        person_by_handle(viewer=viewer, handle=handle)
    return page


def _profile(tab: "Tab") -> PostList:
    def rows(*, viewer: "User | None", after: int, handle: str) -> "Rows":
        posts = posts_by(id_of(handle), viewer=viewer, tab=tab)
        return as_places(posts.filter(pk__lt=after)).order_by("-pk")

    return PostList(rows, handle=str)


def tagged(*, viewer: "User | None", tag: str, cursor: str | None, limit: int) -> ShownPage:
    """The posts that name a hashtag, newest first."""
    return _TAGGED.page(viewer=viewer, cursor=cursor, limit=limit, tag=tag.lower())


def _tagged(*, viewer: "User | None", after: int, tag: str) -> "Rows":
    return as_places(posts_tagged(tag, viewer=viewer).filter(pk__lt=after)).order_by("-pk")


def quotes(*, viewer: "User | None", post_id: int, cursor: str | None, limit: int) -> ShownPage:
    """The posts that quote a post, newest first."""
    return _QUOTES.page(viewer=viewer, cursor=cursor, limit=limit, post_id=post_id)


def _quotes(*, viewer: "User | None", after: int, post_id: int) -> "Rows":
    return as_places(posts_quoting(post_id, viewer=viewer).filter(pk__lt=after)).order_by("-pk")


def replies(*, viewer: "User | None", post_id: int, cursor: str | None, limit: int) -> ShownPage:
    """The direct replies to a post, oldest first."""
    return _REPLIES.page(viewer=viewer, cursor=cursor, limit=limit, post_id=post_id)


def _replies(*, viewer: "User | None", after: int, post_id: int) -> "Rows":
    return as_places(replies_to(post_id, viewer=viewer).filter(pk__gt=after)).order_by("pk")


def liked(*, viewer: "User", cursor: str | None, limit: int) -> ShownPage:
    """What the viewer liked and can still see, last first."""
    return _LIKED.page(viewer=viewer, cursor=cursor, limit=limit)


def bookmarked(*, viewer: "User", search: str, cursor: str | None, limit: int) -> ShownPage:
    """What the viewer bookmarked and can still see, last first: all that holds every word.

    In its text, warning, or author's name or handle, in any case. Raises Invalid
    `search_too_long`.
    """
    words = _words(search)
    if not words:
        return _BOOKMARKED.page(viewer=viewer, cursor=cursor, limit=limit)
    patterns = [f"%{_LIKE_WILD.sub(_ESCAPED, word)}%" for word in words]
    return _FOUND.page(viewer=viewer, cursor=cursor, limit=limit, patterns=patterns)


def _words(search: str) -> list[str]:
    # As what is searched was written: see core.text.clean_text.
    words = unicodedata.normalize("NFC", search.replace("\0", "")).split()
    if len(search) > SEARCH_LENGTH or len(words) > MOST_WORDS:
        room = f"{MOST_WORDS} words and {SEARCH_LENGTH} characters"
        raise Invalid.field("q", "search_too_long", f"There is room for {room}.")
    return words


def _marked(
    relation: str, *, viewer: "User", after: int, patterns: list[str] | None = None
) -> "Rows":
    mine = {f"{relation}__person": viewer, f"{relation}__pk__lt": after}
    posts = with_viewer_state(visible_posts(viewer=viewer), viewer=viewer).filter(**mine)
    if patterns is not None:
        posts = posts.filter(_says_all(patterns))
    return as_places(posts, position=F(f"{relation}__pk")).order_by(f"-{relation}__pk")


def _says_all(patterns: list[str]) -> Func:
    # In lines of their own: no word goes beyond one.
    line = Value("\n")
    said = Concat(
        "text", line, "warning", line, "author__display_name", Value("\n@"), "author__handle",
        output_field=TextField(),
    )  # fmt: skip
    wanted = RawSQL("%s::text[]", (patterns,))
    return Func(
        said,
        wanted,
        template="%(expressions)s",
        arg_joiner=" ILIKE ALL ",
        output_field=BooleanField(),
    )


def one(*, viewer: "User | None", post_id: int) -> ShownPage:
    """A post by itself. Raises NotFound, also from the second in which it expires."""
    page = by_id(viewer=viewer, post_ids=[post_id])
    if not page.items:
        raise post_not_found()
    return page


def by_id(*, viewer: "User | None", post_ids: list[int]) -> ShownPage:
    """Those of up to `AT_ONCE` posts that the viewer may see, newest first."""
    # One length for all: each is a statement of its own.
    return _BY_ID.page(viewer=viewer, cursor=None, limit=AT_ONCE, post_ids=post_ids)


def _by_id(*, viewer: "User | None", after: int, post_ids: list[int]) -> "Rows":
    wanted = RawSQL("SELECT unnest(%s::bigint[])", (post_ids,))
    posts = with_viewer_state(visible_posts(viewer=viewer), viewer=viewer)
    return as_places(posts.filter(pk__in=wanted, pk__lte=after)).order_by("-pk")


_PROFILE: "dict[Tab, PostList]" = {
    "cruds": _profile("cruds"),
    "replies": _profile("replies"),
    "media": _profile("media"),
}
_LIKED = PostList(partial(_marked, "like"))
_BOOKMARKED = PostList(partial(_marked, "bookmark"))
_FOUND = PostList(partial(_marked, "bookmark"), patterns=list)
_TAGGED = PostList(_tagged, tag=str)
_QUOTES = PostList(_quotes, post_id=int)
_REPLIES = PostList(_replies, oldest_first=True, post_id=int)
_BY_ID = PostList(_by_id, post_ids=list)
