"""The numbers on posts and people, kept exact.

They tell of nothing that cannot be seen: public replies that are not hidden, public quotes,
reposts, likes; and of a person, their public posts. What a private person writes is not public,
but for their own count, which only their followers see. A change moves them in its own
transaction; a change of privacy has them counted anew by a task. Who has them on screen is told.
"""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from apps.core.audience import Visibility
from apps.posts.models import Post
from apps.profiles.selectors import private_ids
from apps.profiles.services import count_posts
from apps.realtime.services import publish_counts

Key = tuple[str, int]

_COUNT = "SELECT count(*) FROM posts_post p JOIN profiles_user a ON a.id = p.author_id WHERE "
_PUBLIC = " AND p.visibility = 'public' AND NOT a.is_private"
# What a row `t` of the posts counts, in SQL, for counting anew.
REPLIES = _COUNT + "p.reply_to = t.id AND NOT p.hidden" + _PUBLIC
QUOTES = _COUNT + "p.quote_of = t.id" + _PUBLIC
LINKS = (("reply_to", "reply_count", REPLIES), ("quote_of", "quote_count", QUOTES))
BATCH = 500


def count(post: Post, *, by: int) -> None:
    """A post came (1) or went (-1): tell its author's, its parent's and its quoted post's."""
    count_all([post], by=by)


def count_all(posts: Iterable[Post], *, by: int) -> None:
    """The same for many, each row once, in one order everywhere against deadlocks."""
    authors: Counter[UUID] = Counter()
    numbers: Counter[Key] = Counter()
    public = [post for post in posts if post.visibility == Visibility.PUBLIC]
    private = private_ids(post.author_id for post in public)
    for post in public:
        authors[post.author_id] += by
        if post.author_id in private:
            continue
        if post.reply_to is not None and not post.hidden:
            numbers[("reply_count", post.reply_to)] += by
        if post.quote_of is not None:
            numbers[("quote_count", post.quote_of)] += by
    for (column, post_id), difference in sorted(numbers.items(), key=lambda item: item[0][1]):
        Post.objects.filter(pk=post_id).update(**{column: F(column) + difference})
    publish_counts({post_id for _, post_id in numbers})
    count_posts(authors.items())


def count_reply(post: Post, *, by: int) -> None:
    """A reply was hidden (-1) or shown again (1)."""
    if post.is_public and post.reply_to is not None:
        Post.objects.filter(pk=post.reply_to).update(reply_count=F("reply_count") + by)
        publish_counts([post.reply_to])


def recount_linked(author_id: UUID) -> None:
    """Count anew what a person's replies and quotes are counted towards. Safe to run twice."""
    own = Post.objects.filter(author_id=author_id)
    for link, column, rule in LINKS:
        after = 0
        linked = own.order_by(link).values_list(link, flat=True).distinct()
        while ids := list(linked.filter(**{f"{link}__gt": after})[:BATCH]):
            _recount(column, rule, ids)
            after = ids[-1]


@transaction.atomic
def _recount(column: str, rule: str, ids: list[int]) -> None:
    # Locked first: what is counted sees every change that was made under the lock before.
    list(Post.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    with connection.cursor() as cursor:
        # Names of ours only, no values from outside.
        cursor.execute(
            f"UPDATE posts_post t SET {column} = ({rule}) WHERE id = ANY(%s)"  # noqa: S608
            f" AND {column} <> ({rule})",
            [ids],
        )
    publish_counts(ids)
