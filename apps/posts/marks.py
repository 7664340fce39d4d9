"""Likes, reposts, bookmarks and the pin: what a person does with a post, and lists of it."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from apps.core.audience import Visibility
from apps.core.errors import Invalid
from apps.core.events import announce
from apps.core.ids import new_id
from apps.core.pagination import Page, cut_page, decode_id_cursor
from apps.core.prepared import Statement, compile_once
from apps.posts.events import Reposted, Unreposted
from apps.posts.models import Like, Mark, Post, Repost
from apps.posts.selectors import post_by_id, post_not_found, visible_posts
from apps.posts.services import own_post
from apps.posts.shown import reader
from apps.profiles.selectors import people_by_id
from apps.profiles.services import pin_post, unpin_posts
from apps.realtime.services import publish_counts

if TYPE_CHECKING:
    from apps.profiles.models import User


@transaction.atomic
def mark(kind: type[Mark], *, user: "User", post_id: int) -> bool:
    """Like, repost or bookmark a post. False where that was so already.

    Raises NotFound, and Invalid `repost_not_public`. Two statements, three where it is counted.
    """
    is_public = _hold(user, post_id)
    if kind is Repost and not is_public:
        raise Invalid("Only public cruds can be reposted.", code="repost_not_public")
    mark_id = new_id()
    # Names of ours only, no values from outside.
    into = f"INSERT INTO {kind._meta.db_table} (id, person_id, post_id) VALUES (%s, %s, %s)"  # noqa: S608
    if not _execute(f"{into} ON CONFLICT (post_id, person_id) DO NOTHING RETURNING id",
                    mark_id, user.pk, post_id):  # fmt: skip
        return False
    _count(kind, post_id, by=1)
    if kind is Repost:
        announce(Reposted(mark_id, post_id, user.pk))
    return True


@transaction.atomic
def unmark(kind: type[Mark], *, user: "User", post_id: int) -> bool:
    """Undo it. False where there was nothing to undo. Raises NotFound. Statements as for `mark`."""
    _hold(user, post_id)
    from_table = f"DELETE FROM {kind._meta.db_table} WHERE person_id = %s AND post_id = %s"  # noqa: S608
    mark_id = _execute(f"{from_table} RETURNING id", user.pk, post_id)
    if mark_id is None:
        return False
    _count(kind, post_id, by=-1)
    if kind is Repost:
        announce(Unreposted(mark_id, post_id, user.pk))
    return True


def _hold(user: "User", post_id: int) -> bool:
    """Lock a post that the user may see; whether it is for everyone. Raises NotFound.

    Foreign keys are checked at the commit: without the lock a post removed in between would fail
    there, past everything that could say so.
    """
    rows = _held().rows(viewer=user.pk, post_id=post_id)
    if not rows:
        raise post_not_found()
    visibility, author_is_private = rows[0]
    return visibility == Visibility.PUBLIC and not author_is_private


@cache
def _held() -> Statement:
    def find(viewer: UUID, post_id: int) -> "QuerySet[Post, Any]":
        posts = visible_posts(viewer=reader(viewer)).filter(pk=post_id)
        return posts.values_list("visibility", "author__is_private")

    return compile_once(find, viewer=UUID, post_id=int) + " FOR NO KEY UPDATE OF posts_post"


def _execute(sql: str, *values: Any) -> int | None:
    """The id that a statement returns, None where it does nothing."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return None if row is None else row[0]


def _count(kind: type[Mark], post_id: int, *, by: int) -> None:
    if kind.counter is None:
        return
    with connection.cursor() as cursor:
        counter = kind.counter
        cursor.execute(
            f"UPDATE posts_post SET {counter} = {counter} + %s WHERE id = %s",  # noqa: S608
            [by, post_id],
        )
    publish_counts([post_id])


def pin(*, user: "User", post_id: int) -> None:
    """Have one's own post stand first on the profile, in place of another."""
    own_post(user=user, post_id=post_id)
    pin_post(user_id=user.pk, post_id=post_id)


def unpin(*, user: "User", post_id: int) -> None:
    own_post(user=user, post_id=post_id)
    unpin_posts(author_ids=[user.pk], post_ids=[post_id])


def people_who(
    kind: type[Like | Repost],
    *,
    viewer: "User | None",
    post_id: int,
    cursor: str | None,
    limit: int,
) -> "Page[User]":
    """Who liked or reposted a post, last first. Raises NotFound. Three queries."""
    post_by_id(viewer=viewer, post_id=post_id)
    rows = _page(kind._default_manager.filter(post_id=post_id), cursor, limit)
    people = people_by_id([row.person_id for row in rows.items], viewer=viewer)
    return Page([people[r.person_id] for r in rows.items if r.person_id in people], rows.next)


def _page(marks: QuerySet[Any], cursor: str | None, limit: int) -> Page[Mark]:
    after = decode_id_cursor(cursor)
    if after is not None:
        marks = marks.filter(pk__lt=after)
    rows: Sequence[Mark] = list(marks.order_by("-pk")[: limit + 1])
    return cut_page(rows, limit=limit, position=lambda row: row.pk)
