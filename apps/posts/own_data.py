"""What a person has written and done with cruds: to take away, and to remove with them.

What is removed goes in batches, each a transaction of its own: again and again until a batch
is 0.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from apps.core.ids import made_at
from apps.core.rendering import timestamp
from apps.media.own_data import OwnPicture, pictures_of_posts
from apps.posts.models import (
    Bookmark,
    Draft,
    Like,
    Mark,
    Mention,
    Post,
    Repost,
    TagFollow,
    ThreadMute,
    Tombstone,
    Version,
)
from apps.posts.removal import remove
from apps.posts.selectors import visible_by_id
from apps.posts.sources import followed_tags

if TYPE_CHECKING:
    from apps.profiles.models import User

PAGE = 200
MARKS: dict[str, type[Mark]] = {"likes": Like, "reposts": Repost, "bookmarks": Bookmark}

Record = dict[str, Any]


# To take away


def post_count(*, author_id: UUID) -> int:
    return _own_posts(author_id).count()


def _own_posts(author_id: UUID) -> QuerySet[Post]:
    """Without what is over: it is gone, also where the worker has not been there yet."""
    staying = Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
    return Post.objects.filter(staying, author_id=author_id)


def posts(*, author_id: UUID) -> Iterator[list[Record]]:
    """All that a person has published, newest first, in pages. Three queries a page."""
    own = _own_posts(author_id).order_by("-pk")
    page = list(own[:PAGE])
    while page:
        yield _records(page)
        page = list(own.filter(pk__lt=page[-1].pk)[:PAGE])


def _records(page: Sequence[Post]) -> list[Record]:
    ids = [post.pk for post in page]
    history: dict[int, list[Record]] = {}
    for version in Version.objects.filter(post_id__in=ids).order_by("pk"):
        said = {"text": version.text, "warning": version.warning}
        history.setdefault(version.post_id, []).append(
            {**said, "created_at": timestamp(version.created_at)}
        )
    pictures = pictures_of_posts(ids)
    return [_record(post, history.get(post.pk, []), pictures.get(post.pk, [])) for post in page]


def _record(post: Post, history: list[Record], pictures: list[OwnPicture]) -> Record:
    return {
        "id": str(post.pk),
        "text": post.text,
        "warning": post.warning,
        "created_at": timestamp(post.created_at),
        "edited_at": timestamp(post.edited_at) if post.edited_at else None,
        "expires_at": timestamp(post.expires_at) if post.expires_at else None,
        "visibility": post.visibility,
        "reply_policy": post.reply_policy,
        "reply_to": str(post.reply_to) if post.reply_to else None,
        "quote_of": str(post.quote_of) if post.quote_of else None,
        "hidden": post.hidden,
        "counts": {
            "replies": post.reply_count,
            "reposts": post.repost_count,
            "quotes": post.quote_count,
            "likes": post.like_count,
        },
        "history": history,
        "media": [{"file": f"media/{one.name}", "alt": one.alt} for one in pictures],
    }


def drafts(*, owner_id: UUID) -> Iterator[Record]:
    """What a person has not published yet, oldest first. `media_ids` name files under media/."""
    for draft in Draft.objects.filter(owner_id=owner_id).order_by("pk").iterator(PAGE):
        yield {
            "id": str(draft.pk),
            "posts": draft.posts,
            "publish_at": timestamp(draft.publish_at) if draft.publish_at else None,
            "updated_at": timestamp(draft.updated_at),
            "problem": draft.problem or None,
        }


def marks(name: str, *, person: "User") -> Iterator[Record]:
    """What a person has liked, reposted or bookmarked (see MARKS), last first.

    Of others' posts only where they are and whose, and null for what the person may not see
    now: never what they say. Two queries for each PAGE.
    """
    own = MARKS[name]._default_manager.filter(person=person).order_by("-pk")
    rows = list(own[:PAGE])
    while rows:
        visible = visible_by_id(viewer=person, post_ids=[row.post_id for row in rows])
        for row in rows:
            post = visible.get(row.post_id)
            author = post.author.handle if post else None
            at = timestamp(made_at(row.pk))
            yield {"post": str(row.post_id), "author": author, "created_at": at}
        rows = list(own.filter(pk__lt=rows[-1].pk)[:PAGE])


def muted_threads(*, person_id: UUID) -> Iterator[Record]:
    """The threads that a person has muted, each named by its first post."""
    for mute in ThreadMute.objects.filter(person_id=person_id).order_by("thread").iterator():
        yield {"thread": str(mute.thread)}


def tags(*, person_id: UUID) -> Iterator[Record]:
    """The hashtags that a person follows."""
    return ({"name": name} for name in followed_tags(person_id))


# To remove


def post_ids(*, author_id: UUID, limit: int = PAGE) -> list[int]:
    """The ids of some of a person's posts, newest first, also of what is over."""
    own = Post.objects.filter(author_id=author_id).order_by("-pk")
    return list(own.values_list("pk", flat=True)[:limit])


def erase_posts(*, ids: Sequence[int]) -> int:
    """Remove posts as deletion by hand does."""
    return remove(post_ids=ids, reason=Tombstone.Reason.DELETED)


def mark_ids(name: str, *, person_id: UUID, limit: int = PAGE) -> list[int]:
    """The ids of some of a person's likes, reposts or bookmarks (see MARKS)."""
    return _some(MARKS[name]._default_manager.filter(person_id=person_id), "pk", limit)


@transaction.atomic
def erase_marks(name: str, *, ids: Sequence[int]) -> None:
    """Take back likes, reposts or bookmarks, with their counters.

    In feeds reposts stay where they are: withdraw them first.
    """
    kind = MARKS[name]
    rows = kind._default_manager.filter(pk__in=ids)
    posts = Post.objects.filter(pk__in=rows.values("post_id"))
    list(posts.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    # Read under the lock: another run of this, or a removal, may have been first.
    marked = list(rows.values_list("post_id", flat=True))
    rows.delete()
    if kind.counter is not None:
        Post.objects.filter(pk__in=marked).update(**{kind.counter: F(kind.counter) - 1})


def erase_mentions(*, person_id: UUID, limit: int = PAGE) -> int:
    """Have some posts no longer point to a person. What they say stays."""
    named = Mention.objects.filter(person_id=person_id)
    deleted, _ = named.filter(post_id__in=_some(named, "post_id", limit)).delete()
    return deleted


def erase_drafts(*, owner_id: UUID) -> int:
    """Delete a person's drafts, and what they have said of hashtags and threads.

    The drafts' pictures go with all of the person's.
    """
    drafts, _ = Draft.objects.filter(owner_id=owner_id).delete()
    tags, _ = TagFollow.objects.filter(person_id=owner_id).delete()
    threads, _ = ThreadMute.objects.filter(person_id=owner_id).delete()
    return drafts + tags + threads


def _some(rows: QuerySet[Any], column: str, limit: int) -> list[int]:
    return list(rows.order_by(column).values_list(column, flat=True)[:limit])
