"""What is not published yet: drafts, and drafts that the worker publishes at their time."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from apps.core.changes import UNCHANGED, Unchanged
from apps.core.errors import CruddurError, Invalid, NotFound
from apps.core.pagination import Page, cut_page, decode_id_cursor
from apps.media.services import keep_for_draft
from apps.posts.models import Draft, Post
from apps.posts.services import NewPost, publish_post, publish_thread

if TYPE_CHECKING:
    from apps.profiles.models import User

logger = logging.getLogger(__name__)

FURTHEST = timedelta(days=365)
MOST_DRAFTS = 200

# One post of a draft, as the API was given it; checked for good when it is published.
Content = dict[str, Any]


@transaction.atomic
def save_draft(
    *, owner: "User", posts: Sequence[Content], publish_at: datetime | None = None
) -> Draft:
    """Keep what is not published yet. Raises Invalid `publish_at_invalid`, `too_many_drafts`."""
    if Draft.objects.filter(owner=owner).count() >= MOST_DRAFTS:
        raise Invalid(f"There is room for {MOST_DRAFTS} drafts.", code="too_many_drafts")
    _check_time(publish_at)
    draft = Draft.objects.create(owner=owner, posts=list(posts), publish_at=publish_at)
    _keep_media(draft)
    return draft


def _keep_media(draft: Draft) -> None:
    """Have the draft's pictures wait with it, and no others."""
    ids = [int(one) for content in draft.posts for one in content.get("media_ids", [])]
    keep_for_draft(owner=draft.owner, draft_id=draft.pk, media_ids=ids)


@transaction.atomic
def change_draft(
    *,
    owner: "User",
    draft_id: int,
    posts: Sequence[Content] | Unchanged = UNCHANGED,
    publish_at: datetime | Unchanged | None = UNCHANGED,
) -> Draft:
    """Change what is given. Raises NotFound and Invalid `publish_at_invalid`."""
    draft = _own(owner, draft_id)
    if not isinstance(posts, Unchanged):
        draft.posts = list(posts)
    if not isinstance(publish_at, Unchanged):
        _check_time(publish_at)
        draft.publish_at = publish_at
    draft.problem = ""
    draft.save()
    _keep_media(draft)
    return draft


@transaction.atomic
def delete_draft(*, owner: "User", draft_id: int) -> None:
    draft = _own(owner, draft_id)
    draft.posts = []
    _keep_media(draft)
    draft.delete()


@transaction.atomic
def publish_draft(*, owner: "User", draft_id: int) -> list[Post]:
    """Publish a draft now; it is a draft no more. Raises NotFound, and what publishing raises."""
    draft = _own(owner, draft_id)
    posts = _publish(owner, draft)
    draft.delete()
    return posts


def publish_due_drafts() -> int:
    """Publish what is scheduled for now or before, one transaction each; how many were due."""
    due = 0
    while _publish_next():
        due += 1
    return due


@transaction.atomic
def _publish_next() -> bool:
    draft = (
        Draft.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("owner")
        .filter(publish_at__lte=timezone.now())
        .order_by("publish_at")
        .first()
    )
    if draft is None:
        return False
    try:
        with transaction.atomic():
            _publish(draft.owner, draft)
            draft.delete()
    except CruddurError as error:
        _give_back(draft, error.detail)
    except DatabaseError:
        raise  # the task tries again
    except Exception:
        # One that nobody foresaw must not stand in the way of all that are due after it.
        logger.exception("A scheduled draft could not be published", extra={"draft": draft.pk})
        _give_back(draft, "Something went wrong on our side. Please try again.")
    return True


def _give_back(draft: Draft, problem: str) -> None:
    draft.publish_at, draft.problem = None, problem[:300]
    draft.save()


def _publish(owner: "User", draft: Draft) -> list[Post]:
    if not owner.is_active:
        raise Invalid("This account is not active.", code="account_inactive")
    if owner.leaves_at is not None:
        raise Invalid("You were about to leave at that time.", code="account_leaving")
    posts = [new_post(content) for content in draft.posts]
    if len(posts) == 1:
        return [publish_post(author=owner, new=posts[0])]
    return publish_thread(author=owner, posts=posts)


def new_post(content: Content) -> NewPost:
    """What the API was given, as what is to be published."""
    ids = ("reply_to", "quote_of")
    return NewPost(
        **{
            **content,
            **{name: int(content[name]) for name in ids if content.get(name) is not None},
            "media_ids": [int(one) for one in content.get("media_ids", [])],
        }
    )


def drafts(*, owner: "User", scheduled: bool, cursor: str | None, limit: int) -> Page[Draft]:
    """One's own drafts, newest first; or those that are scheduled. One query."""
    rows = Draft.objects.filter(owner=owner, publish_at__isnull=not scheduled)
    after = decode_id_cursor(cursor)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: limit + 1])
    return cut_page(found, limit=limit, position=lambda draft: draft.pk)


def _own(owner: "User", draft_id: int) -> Draft:
    draft = Draft.objects.select_for_update().filter(owner=owner, pk=draft_id).first()
    if draft is None:
        raise NotFound("This draft is not here any more.", code="draft_not_found")
    return draft


def _check_time(publish_at: datetime | None) -> None:
    if publish_at is None:
        return
    now = timezone.now()
    if not now < publish_at <= now + FURTHEST:
        raise Invalid.field(
            "publish_at", "publish_at_invalid", "Choose a time from now to a year from now."
        )
