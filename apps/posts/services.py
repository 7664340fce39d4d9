"""What changes posts."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from apps.core.errors import Forbidden, Invalid
from apps.core.events import announce
from apps.core.text import clean_text
from apps.posts.events import PostPublished, PostsRemoved
from apps.posts.models import Post
from apps.posts.selectors import post_by_id
from apps.profiles.services import count_posts

if TYPE_CHECKING:
    from apps.profiles.models import User

TEXT_LENGTH = 500
HOUR = 3600
DAY = 24 * HOUR
# Seconds that a post may last; None is for ever.
EXPIRY_CHOICES: tuple[int | None, ...] = (
    HOUR, 3 * HOUR, 12 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY, None,
)  # fmt: skip


def publish_post(*, author: "User", text: str, expires_in: int | None) -> Post:
    """Publish `text`, to be gone `expires_in` seconds from now (None: never).

    Raises Invalid: the text's codes (core.text.clean_text) or `expiry_invalid`.
    """
    if expires_in not in EXPIRY_CHOICES:
        raise Invalid.field("expires_in", "expiry_invalid", "Please choose one of the times given.")
    return _publish(author, clean_text(text, max_length=TEXT_LENGTH), _after(expires_in))


def _after(seconds: int | None) -> datetime | None:
    return None if seconds is None else timezone.now() + timedelta(seconds=seconds)


@transaction.atomic
def _publish(author: "User", text: str, expires_at: datetime | None) -> Post:
    post = Post(author=author, text=text, expires_at=expires_at)
    post.save(force_insert=True)
    count_posts([(author.pk, 1)])
    announce(PostPublished(post.pk, author.pk))
    return post


@transaction.atomic
def delete_post(*, user: "User", post_id: int) -> None:
    """Delete one's own post. Raises NotFound, and Forbidden for somebody else's."""
    post = post_by_id(viewer=user, post_id=post_id)
    if post.author_id != user.pk:
        raise Forbidden("Only its author can delete a crud.", code="not_the_author")
    _remove(Post.objects.filter(pk=post_id))


@transaction.atomic
def remove_expired_posts(*, limit: int = 500) -> int:
    """Remove up to `limit` posts whose time is over; how many there were."""
    return _remove(
        Post.objects.filter(expires_at__lte=timezone.now()).order_by("expires_at")[:limit]
    )


def _remove(posts: QuerySet[Post]) -> int:
    """Delete rows that no other transaction is deleting, and let the other rooms know."""
    rows: Sequence[Post] = list(posts.select_for_update(skip_locked=True, of=("self",)))
    if not rows:
        return 0
    Post.objects.filter(pk__in=[post.pk for post in rows]).delete()
    count_posts((author_id, -n) for author_id, n in Counter(p.author_id for p in rows).items())
    announce(PostsRemoved(tuple((post.pk, post.author_id) for post in rows)))
    return len(rows)
