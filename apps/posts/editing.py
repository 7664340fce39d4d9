"""Changing what is published: words with their history, and who sees and answers them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from apps.core.changes import UNCHANGED, Unchanged
from apps.core.errors import Forbidden, NotFound
from apps.core.events import announce
from apps.core.pagination import Page, cut_page, decode_id_cursor
from apps.core.text import clean_text
from apps.posts import counters
from apps.posts.entities import index_entities, tags
from apps.posts.events import PostChanged, PostRetagged
from apps.posts.models import Post, Version
from apps.posts.selectors import post_by_id
from apps.posts.services import TEXT_LENGTH, clean_warning, expiry, own_post

if TYPE_CHECKING:
    from apps.profiles.models import User


@dataclass(frozen=True)
class Changes:
    """What to change; the rest stays. `expires_in` counts in seconds from now, None is never."""

    text: str | Unchanged = UNCHANGED
    warning: str | Unchanged = UNCHANGED
    expires_in: int | Unchanged | None = UNCHANGED
    visibility: str | Unchanged = UNCHANGED
    reply_policy: str | Unchanged = UNCHANGED


@transaction.atomic
def edit_post(*, user: "User", post_id: int, changes: Changes) -> Post:
    """Change one's own post. Raises NotFound, Forbidden `not_the_author`, and Invalid."""
    own_post(user=user, post_id=post_id)
    post = Post.objects.select_for_update(no_key=True).filter(pk=post_id).first()
    if post is None:
        raise NotFound(code="post_not_found")
    # Out of the counts as it was, in again as it is: visibility decides what is counted.
    counters.count(post, by=-1)
    _change_words(post, changes)
    if not isinstance(changes.expires_in, Unchanged):
        post.expires_at = expiry(changes.expires_in)
    if not isinstance(changes.visibility, Unchanged):
        post.visibility = changes.visibility
    if not isinstance(changes.reply_policy, Unchanged):
        post.reply_policy = changes.reply_policy
    post.save(
        update_fields=["text", "warning", "edited_at", "expires_at", "visibility", "reply_policy"]
    )
    counters.count(post, by=1)
    announce(PostChanged(post.pk, post.author_id))
    return post


def _change_words(post: Post, changes: Changes) -> None:
    text, warning = post.text, post.warning
    if not isinstance(changes.text, Unchanged):
        text = clean_text(changes.text, max_length=TEXT_LENGTH, required=post.media_count == 0)
    if not isinstance(changes.warning, Unchanged):
        warning = clean_warning(changes.warning)
    if (text, warning) == (post.text, post.warning):
        return
    Version.objects.create(
        post=post,
        text=post.text,
        warning=post.warning,
        created_at=post.edited_at or post.created_at,
    )
    before, now = tags(post.text), tags(text)
    post.text, post.warning, post.edited_at = text, warning, timezone.now()
    index_entities(post)
    if set(before) != set(now):
        announce(PostRetagged(post.pk, tuple(name for name in before if name not in now)))


def history(
    *, viewer: "User | None", post_id: int, cursor: str | None, limit: int
) -> Page[Version]:
    """What a post said before, newest first, to whoever may see the post. Raises NotFound."""
    post_by_id(viewer=viewer, post_id=post_id)
    versions = Version.objects.filter(post_id=post_id)
    after = decode_id_cursor(cursor)
    if after is not None:
        versions = versions.filter(pk__lt=after)
    rows = list(versions.order_by("-pk")[: limit + 1])
    return cut_page(rows, limit=limit, position=lambda version: version.pk)


@transaction.atomic
def set_hidden(*, user: "User", post_id: int, hidden: bool) -> Post:
    """Hide a reply under one's own post, or show it again.

    Raises NotFound, and Forbidden `not_under_your_crud`.
    """
    reply = post_by_id(viewer=user, post_id=post_id)
    ours = Post.objects.filter(pk=reply.reply_to, author=user) if reply.reply_to else None
    if ours is None or not ours.exists():
        raise Forbidden(
            "Only replies under your own cruds can be hidden.", code="not_under_your_crud"
        )
    changed = Post.objects.filter(pk=post_id, hidden=not hidden).update(hidden=hidden)
    if changed:
        # What is hidden is not counted: count it as it was not, or no longer, hidden.
        counters.count_reply(reply, by=-1 if hidden else 1)
        announce(PostChanged(reply.pk, reply.author_id))
    reply.hidden = hidden
    return reply
