"""Likes, reposts, bookmarks and the pin: what a person does with a post, and lists of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, QuerySet

from apps.core.errors import Invalid, NotFound
from apps.core.events import announce
from apps.core.pagination import Page, cut_page, decode_id_cursor
from apps.posts.events import Reposted, Unreposted
from apps.posts.models import Like, Mark, Post, Repost
from apps.posts.selectors import post_by_id
from apps.posts.services import own_post
from apps.profiles.selectors import people_by_id
from apps.profiles.services import pin_post, unpin_posts

if TYPE_CHECKING:
    from apps.profiles.models import User


@transaction.atomic
def mark(kind: type[Mark], *, user: "User", post_id: int) -> bool:
    """Like, repost or bookmark a post. False where that was so already.

    Raises NotFound, and Invalid `repost_not_public`.
    """
    post = post_by_id(viewer=user, post_id=post_id)
    if kind is Repost and not post.is_public:
        raise Invalid("Only public cruds can be reposted.", code="repost_not_public")
    # Foreign keys are checked at the commit: without the lock a post removed in between would
    # fail there, past everything that could say so.
    if not Post.objects.select_for_update(no_key=True).filter(pk=post_id).exists():
        raise NotFound(code="post_not_found")
    row, created = kind._default_manager.get_or_create(person=user, post=post)
    if not created:
        return False
    _count(kind, post_id, by=1)
    if kind is Repost:
        announce(Reposted(row.pk, post_id, user.pk))
    return True


@transaction.atomic
def unmark(kind: type[Mark], *, user: "User", post_id: int) -> bool:
    """Undo it. False where there was nothing to undo. Raises NotFound."""
    post_by_id(viewer=user, post_id=post_id)
    rows = kind._default_manager.filter(person=user, post_id=post_id)
    row = rows.select_for_update().first()
    if row is None:
        return False
    row_id = row.pk
    row.delete()
    _count(kind, post_id, by=-1)
    if kind is Repost:
        announce(Unreposted(row_id, post_id, user.pk))
    return True


def _count(kind: type[Mark], post_id: int, *, by: int) -> None:
    if kind.counter is not None:
        Post.objects.filter(pk=post_id).update(**{kind.counter: F(kind.counter) + by})


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
