"""Reading posts. Every read goes through `visible_posts`."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.core.errors import NotFound
from apps.core.pagination import Page, cut_page, decode_id_cursor
from apps.core.rendering import timestamp
from apps.posts.models import Post
from apps.profiles.selectors import author_card, person_by_handle

if TYPE_CHECKING:
    from apps.profiles.models import User


def visible_posts(*, viewer: "User | None") -> QuerySet[Post]:
    """The posts that `viewer` (None: signed out) may see now, each with its author."""
    return Post.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now()),
        author__is_active=True,
        author__handle__isnull=False,
    ).select_related("author")


def post_by_id(*, viewer: "User | None", post_id: int) -> Post:
    """One post. Raises NotFound, also from the second in which it expires. One query."""
    post = visible_posts(viewer=viewer).filter(pk=post_id).first()
    if post is None:
        raise NotFound("This crud is not here, or not any more.", code="post_not_found")
    return post


def page_of_posts(posts: QuerySet[Post], *, cursor: str | None, limit: int) -> Page[Post]:
    """`posts`, newest first, from after `cursor`. One query."""
    after = decode_id_cursor(cursor)
    if after is not None:
        posts = posts.filter(pk__lt=after)
    rows = list(posts.order_by("-pk")[: limit + 1])
    return cut_page(rows, limit=limit, position=lambda post: post.pk)


def profile_posts(
    *, viewer: "User | None", handle: str, cursor: str | None, limit: int
) -> Page[Post]:
    """What the person called `handle` has posted, newest first. Raises NotFound. Two queries."""
    author = person_by_handle(viewer=viewer, handle=handle)
    posts = visible_posts(viewer=viewer).filter(author=author)
    return page_of_posts(posts, cursor=cursor, limit=limit)


def latest_post_ids(*, author_id: UUID, limit: int) -> list[int]:
    """The ids of a person's newest posts, expired ones not yet removed included."""
    posts = Post.objects.filter(author_id=author_id).order_by("-pk")
    return list(posts.values_list("pk", flat=True)[:limit])


def post_card(post: Post, *, viewer: "User | None") -> dict[str, Any]:
    """The JSON of a post, the same wherever one is shown (shape: serializers.PostSerializer).

    Written out by hand: rendering is what lists spend most of their time on.
    """
    return {
        "id": str(post.pk),
        "author": author_card(post.author),
        "text": post.text,
        "created_at": timestamp(post.created_at),
        "expires_at": timestamp(post.expires_at) if post.expires_at else None,
        "counts": {
            "replies": post.reply_count,
            "reposts": post.repost_count,
            "quotes": post.quote_count,
            "likes": post.like_count,
        },
        "viewer": {"is_author": viewer is not None and viewer.pk == post.author_id},
    }
