"""Publishing posts and taking them away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.utils import timezone

from apps.core.changes import UNCHANGED, Unchanged
from apps.core.errors import CruddurError, FieldError, Forbidden, Invalid, NotFound
from apps.core.events import announce
from apps.core.text import clean_text
from apps.media.services import attach
from apps.posts import counters
from apps.posts.entities import index_entities, tags
from apps.posts.events import PostPublished
from apps.posts.models import Post
from apps.posts.removal import remove
from apps.posts.selectors import may_reply, post_by_id, visible_posts
from apps.profiles.services import EXPIRY_CHOICES

if TYPE_CHECKING:
    from apps.profiles.models import User

TEXT_LENGTH = 500
WARNING_LENGTH = 100
MOST_IN_THREAD = 25


@dataclass(frozen=True)
class NewPost:
    """What somebody wants to publish. `expires_in` in seconds.

    What is unchanged is as they have chosen for all they write.
    """

    text: str
    expires_in: int | Unchanged | None = UNCHANGED
    reply_to: int | None = None
    quote_of: int | None = None
    media_ids: Sequence[int] = ()
    visibility: str | Unchanged = UNCHANGED
    reply_policy: str | Unchanged = UNCHANGED
    warning: str = ""


@transaction.atomic
def publish_post(*, author: "User", new: NewPost) -> Post:
    """Publish a post, as a reply or a quote where it says so.

    Raises Invalid (the text's codes, `expiry_invalid`, `quote_not_public`, those of the media),
    NotFound (`reply_to_not_found`, `quote_not_found`) and Forbidden (`reply_not_allowed`).
    """
    parent = _parent(author, new.reply_to)
    quoted = _quoted(author, new.quote_of)
    post = Post(
        author=author,
        text=_text(new),
        warning=clean_warning(new.warning),
        visibility=_or_default(new.visibility, author.default_visibility),
        reply_policy=_or_default(new.reply_policy, author.default_reply_policy),
        reply_to=parent.pk if parent else None,
        thread=(parent.thread or parent.pk) if parent else None,
        in_feeds=parent is None or parent.author_id == author.pk,
        quote_of=quoted.pk if quoted else None,
        media_count=len(new.media_ids),
        expires_at=expiry(_or_default(new.expires_in, author.default_expires_in)),
    )
    post.save(force_insert=True)
    if new.media_ids:
        attach(owner=author, media_ids=new.media_ids, post_id=post.pk)
    index_entities(post)
    counters.count(post, by=1)
    announce(PostPublished(post.pk, post.author_id, post.in_feeds, tuple(tags(post.text))))
    return post


Value = TypeVar("Value")


def _or_default(value: Value | Unchanged, default: Value) -> Value:
    return default if isinstance(value, Unchanged) else value


def _text(new: NewPost) -> str:
    return clean_text(new.text, max_length=TEXT_LENGTH, required=not new.media_ids)


def clean_warning(warning: str) -> str:
    return clean_text(
        warning, max_length=WARNING_LENGTH, field="warning", required=False, multiline=False
    )


def expiry(seconds: int | None) -> datetime | None:
    """When something that lasts `seconds` from now is over. Raises Invalid `expiry_invalid`."""
    if seconds not in EXPIRY_CHOICES:
        raise Invalid.field("expires_in", "expiry_invalid", "Please choose one of the times given.")
    return None if seconds is None else timezone.now() + timedelta(seconds=seconds)


def _parent(author: "User", post_id: int | None) -> Post | None:
    if post_id is None:
        return None
    try:
        parent = post_by_id(viewer=author, post_id=post_id)
    except NotFound as error:
        raise NotFound(
            "What you answer is not here any more.", code="reply_to_not_found"
        ) from error
    # Held until the reply is in: it cannot expire, or be swept, in between.
    if not Post.objects.select_for_update(no_key=True).filter(pk=parent.pk).exists():
        raise _parent_gone()
    if not may_reply(parent, is_author=parent.author_id == author.pk):
        raise Forbidden("Its author has limited who may reply.", code="reply_not_allowed")
    return parent


def _parent_gone() -> NotFound:
    return NotFound("What you answer is not here any more.", code="reply_to_not_found")


def _quoted(author: "User", post_id: int | None) -> Post | None:
    if post_id is None:
        return None
    quoted = visible_posts(viewer=author).filter(pk=post_id).first()
    if quoted is None:
        raise NotFound("What you quote is not here any more.", code="quote_not_found")
    if not quoted.is_public and quoted.author_id != author.pk:
        raise Invalid.field("quote_of", "quote_not_public", "Only public cruds can be quoted.")
    return quoted


@transaction.atomic
def publish_thread(*, author: "User", posts: Sequence[NewPost]) -> list[Post]:
    """Publish several posts, each a reply to the one before; all of them or none.

    Raises what `publish_post` raises, its fields naming the post: `posts.2.text`.
    """
    published: list[Post] = []
    for number, new in enumerate(posts):
        if published:
            new = replace(new, reply_to=published[-1].pk)
        try:
            published.append(publish_post(author=author, new=new))
        except CruddurError as error:
            raise _in_thread(error, number) from error
    return published


def _in_thread(error: CruddurError, number: int) -> CruddurError:
    fields = error.errors or (FieldError("text", error.code, error.detail),)
    errors = tuple(
        FieldError(f"posts.{number}.{field.field}", field.code, field.detail) for field in fields
    )
    return type(error)(error.detail, code=error.code, errors=errors)


def delete_post(*, user: "User", post_id: int) -> None:
    """Delete one's own post. Raises NotFound, and Forbidden for somebody else's."""
    own_post(user=user, post_id=post_id)
    remove(post_ids=[post_id], reason="deleted")


def own_post(*, user: "User", post_id: int) -> Post:
    """One's own post. Raises NotFound, and Forbidden `not_the_author` for somebody else's."""
    post = post_by_id(viewer=user, post_id=post_id)
    if post.author_id != user.pk:
        raise Forbidden("Only its author can do this.", code="not_the_author")
    return post
