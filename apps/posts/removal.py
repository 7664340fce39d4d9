"""What becomes of a post that is deleted or over.

The row goes, and with it text, history, mentions, tags, marks and its media. Where it has
replies a tombstone takes its place, so that they stay where they are; a tombstone whose last
reply goes, goes too.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from apps.core.events import announce
from apps.media.services import detach_and_delete
from apps.posts import counters
from apps.posts.events import PostsRemoved
from apps.posts.models import Post, Tombstone
from apps.profiles.services import unpin_posts


@transaction.atomic
def remove(*, post_ids: Sequence[int], reason: str) -> int:
    """Remove posts, for a `Tombstone.Reason`; how many were still there."""
    posts = _lock(post_ids)
    if reason == Tombstone.Reason.EXPIRED:
        # Its author may have extended one meanwhile.
        posts = [p for p in posts if p.expires_at is not None and p.expires_at <= timezone.now()]
    if not posts:
        return 0
    ids = [post.pk for post in posts]
    _leave_tombstones(posts, reason)
    detach_and_delete(post_ids=ids)
    Post.objects.filter(pk__in=ids).delete()
    counters.count_all(posts, by=-1)
    unpin_posts(author_ids={post.author_id for post in posts}, post_ids=ids)
    _clear_tombstones(post.reply_to for post in posts if post.reply_to is not None)
    announce(PostsRemoved(tuple((post.pk, post.author_id) for post in posts)))
    return len(posts)


def remove_expired(*, limit: int = 500) -> int:
    """Remove up to `limit` posts whose time is over; how many there were."""
    over = Post.objects.filter(expires_at__lte=timezone.now()).order_by("expires_at")
    return remove(
        post_ids=list(over.values_list("pk", flat=True)[:limit]), reason=Tombstone.Reason.EXPIRED
    )


def _lock(post_ids: Sequence[int]) -> list[Post]:
    """Lock the posts and what they count towards, in order of id, as everyone does."""
    linked = Post.objects.filter(pk__in=post_ids).values_list("reply_to", "quote_of")
    ids = {i for pair in linked for i in pair if i is not None} | set(post_ids)
    locked = Post.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    wanted = set(post_ids)
    return [post for post in locked if post.pk in wanted]


def _leave_tombstones(posts: Sequence[Post], reason: str) -> None:
    ids = [post.pk for post in posts]
    answered = set(_parents_among(ids))
    Tombstone.objects.bulk_create(
        [
            Tombstone(pk=post.pk, reply_to=post.reply_to, reason=reason)
            for post in posts
            if post.pk in answered
        ],
        ignore_conflicts=True,
    )


def _parents_among(ids: Sequence[int]) -> set[int]:
    """Those of `ids` that something which stays answers."""
    replies = Post.objects.filter(reply_to__in=ids).exclude(pk__in=ids)
    graves = Tombstone.objects.filter(reply_to__in=ids)
    return {*replies.values_list("reply_to", flat=True), *graves.values_list("reply_to", flat=True)}  # type: ignore[arg-type]


def _clear_tombstones(ids: Iterable[int]) -> None:
    """Remove tombstones that nothing answers any more, and then those that they answered."""
    candidates = set(ids)
    while candidates:
        graves = list(Tombstone.objects.filter(pk__in=candidates))
        answered = _parents_among([grave.pk for grave in graves])
        empty = [grave for grave in graves if grave.pk not in answered]
        Tombstone.objects.filter(pk__in=[grave.pk for grave in empty]).delete()
        candidates = {grave.reply_to for grave in empty if grave.reply_to is not None}
