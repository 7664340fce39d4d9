"""Reading feeds."""

from typing import TYPE_CHECKING

from apps.core.pagination import Page, cut_page, decode_id_cursor
from apps.posts.selectors import page_of_posts, visible_posts

if TYPE_CHECKING:
    from apps.posts.models import Post
    from apps.profiles.models import User


def home_feed(*, viewer: "User", cursor: str | None, limit: int) -> "Page[Post]":
    """The viewer's own posts and those of whom they follow, newest first. One query."""
    entries = visible_posts(viewer=viewer).filter(feed_entries__owner=viewer)
    after = decode_id_cursor(cursor)
    if after is not None:
        entries = entries.filter(feed_entries__post__lt=after)
    # By the entry's id, not the post's: that is the order of the index the page is read from.
    rows = list(entries.order_by("-feed_entries__post_id")[: limit + 1])
    return cut_page(rows, limit=limit, position=lambda post: post.pk)


def public_feed(*, viewer: "User | None", cursor: str | None, limit: int) -> "Page[Post]":
    """Everyone's posts, newest first. One query."""
    return page_of_posts(visible_posts(viewer=viewer), cursor=cursor, limit=limit)
