"""The numbers on posts and people, kept exact.

They tell of nothing that cannot be seen: public replies that are not hidden, public quotes,
reposts, likes; and of a person, their public posts. A change moves them in its own transaction.
"""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from apps.core.audience import Visibility
from apps.posts.models import Post
from apps.profiles.services import count_posts

Key = tuple[str, int]


def count(post: Post, *, by: int) -> None:
    """A post came (1) or went (-1): tell its author's, its parent's and its quoted post's."""
    count_all([post], by=by)


def count_all(posts: Iterable[Post], *, by: int) -> None:
    """The same for many, each row once, in one order everywhere against deadlocks."""
    authors: Counter[UUID] = Counter()
    numbers: Counter[Key] = Counter()
    for post in posts:
        if post.visibility != Visibility.PUBLIC:
            continue
        authors[post.author_id] += by
        if post.reply_to is not None and not post.hidden:
            numbers[("reply_count", post.reply_to)] += by
        if post.quote_of is not None:
            numbers[("quote_count", post.quote_of)] += by
    for (column, post_id), difference in sorted(numbers.items(), key=lambda item: item[0][1]):
        Post.objects.filter(pk=post_id).update(**{column: F(column) + difference})
    count_posts(authors.items())


def count_reply(post: Post, *, by: int) -> None:
    """A reply was hidden (-1) or shown again (1)."""
    if post.visibility == Visibility.PUBLIC and post.reply_to is not None:
        Post.objects.filter(pk=post.reply_to).update(reply_count=F("reply_count") + by)
