"""Reading feeds."""

from typing import TYPE_CHECKING

from django.db.models import F

from apps.core.pagination import Page, cut_page, decode_id_cursor
from apps.posts.selectors import page_of_posts, posts_for_feeds

if TYPE_CHECKING:
    from apps.posts.models import Post
    from apps.profiles.models import User


def home_feed(*, viewer: "User", cursor: str | None, limit: int) -> "Page[Post]":
    """The viewer's own posts and what those whom they follow posted and reposted, newest first.

    Each post carries `position`, and why it is there: `reposter_id`, or `entry_tag`, or neither
    where it is there of itself. One query.
    """
    entries = posts_for_feeds(viewer=viewer, place="home").filter(entries__owner=viewer)
    after = decode_id_cursor(cursor)
    if after is not None:
        entries = entries.filter(entries__position__lt=after)
    # By the entry's position, not the post's id: the order of the index the page is read from.
    rows = list(
        entries.annotate(
            position=F("entries__position"),
            reposter_id=F("entries__reposter_id"),
            entry_tag=F("entries__tag"),
        ).order_by("-entries__position")[: limit + 1]
    )
    return cut_page(rows, limit=limit, position=lambda row: row.position)  # type: ignore[attr-defined]


def public_feed(*, viewer: "User | None", cursor: str | None, limit: int) -> "Page[Post]":
    """Everyone's posts that are no replies, newest first. One query."""
    posts = posts_for_feeds(viewer=viewer, place="public").filter(reply_to__isnull=True)
    return page_of_posts(posts, cursor=cursor, limit=limit)
