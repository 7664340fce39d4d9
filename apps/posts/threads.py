"""A post with what came before it and the replies below it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from apps.posts import lists
from apps.posts.models import Post, Tombstone
from apps.posts.selectors import post_not_found
from apps.posts.shown import ShownPage, ShownPost

if TYPE_CHECKING:
    from apps.profiles.models import User

# How far up a thread is shown.
MOST_ANCESTORS = 100


@dataclass(frozen=True)
class Gone:
    """The place of a post that is not to be seen: `expired`, `deleted` or `unavailable`."""

    id: int
    why: str


@dataclass(frozen=True)
class Thread:
    """`ancestors` from the first one down; `replies` are the direct ones, oldest first."""

    ancestors: list[ShownPost | Gone]
    post: ShownPost | Gone
    replies: ShownPage
    # By id what they quote and answer, as far as the viewer may see it.
    linked: dict[int, ShownPost]


def thread(*, viewer: "User | None", post_id: int, cursor: str | None, limit: int) -> Thread:
    """The thread around a post. Raises NotFound unless the post, or its place, can be seen.

    Three queries, and two more where something is gone, whatever its length.
    """
    ids = _path(post_id)
    found = lists.by_id(viewer=viewer, post_ids=ids)
    visible = {post.pk: post for post in found.items}
    graves = _graves([i for i in ids if i not in visible])
    if post_id not in visible and post_id not in graves:
        raise post_not_found()
    path = [visible.get(i) or Gone(i, graves.get(i, "unavailable")) for i in ids]
    replies = lists.replies(viewer=viewer, post_id=post_id, cursor=cursor, limit=limit)
    return Thread(path[:-1], path[-1], replies, found.linked | replies.linked)


def _graves(ids: list[int]) -> dict[int, str]:
    """Why those of `ids` are gone that are. What is over and not yet swept is gone already."""
    if not ids:
        return {}
    answered = Exists(Post.objects.filter(reply_to=OuterRef("pk")))
    over = Post.objects.filter(answered, pk__in=ids, expires_at__lte=timezone.now())
    return dict.fromkeys(over.values_list("pk", flat=True), "expired") | dict(
        Tombstone.objects.filter(pk__in=ids).values_list("pk", "reason")
    )


def _path(post_id: int) -> list[int]:
    """The ids from the first post of the thread down to `post_id`, over posts that are gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE up (id, reply_to, level) AS (
                SELECT %(id)s::bigint, (
                    SELECT reply_to FROM posts_post WHERE id = %(id)s
                    UNION ALL SELECT reply_to FROM posts_tombstone WHERE id = %(id)s LIMIT 1
                ), 0
                UNION ALL
                SELECT up.reply_to, (
                    SELECT reply_to FROM posts_post WHERE id = up.reply_to
                    UNION ALL SELECT reply_to FROM posts_tombstone WHERE id = up.reply_to LIMIT 1
                ), level + 1
                FROM up WHERE up.reply_to IS NOT NULL AND level < %(most)s
            )
            SELECT id FROM up ORDER BY level DESC
            """,
            {"id": post_id, "most": MOST_ANCESTORS},
        )
        return [row[0] for row in cursor.fetchall()]
