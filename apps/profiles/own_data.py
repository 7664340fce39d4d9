"""A person and their relations: to take away, and to remove with them.

What is removed goes in batches, each a transaction of its own: again and again until a batch
is 0.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from apps.core import aws
from apps.core.ids import made_at
from apps.core.rendering import timestamp
from apps.profiles import leaving
from apps.profiles.models import (
    Block,
    Follow,
    FollowRequest,
    FormerHandle,
    Listed,
    Mute,
    MutedWord,
    PeopleList,
    User,
)
from apps.profiles.selectors import visible_people
from apps.profiles.services import lock_people
from apps.realtime.services import publish

BATCH = 200

Record = dict[str, Any]


# To take away


def profile(user: User) -> Record:
    """What others see of a person, and the handles that are kept for them."""
    kept = FormerHandle.objects.filter(person=user).order_by("until")
    return {
        "handle": user.handle,
        "display_name": user.display_name,
        "bio": user.bio,
        "links": user.links,
        "created_at": timestamp(user.created_at),
        "pinned_post": str(user.pinned_post_id) if user.pinned_post_id else None,
        "counts": {
            "posts": user.post_count,
            "followers": user.follower_count,
            "following": user.following_count,
        },
        "former_handles": [
            {"handle": one.handle, "kept_until": timestamp(one.until)} for one in kept
        ],
    }


def account_settings(user: User) -> Record:
    return {
        "is_private": user.is_private,
        "indexable": user.indexable,
        "expand_warnings": user.expand_warnings,
        "read_receipts": user.read_receipts,
        "default_expires_in": user.default_expires_in,
        "default_visibility": user.default_visibility,
        "default_reply_policy": user.default_reply_policy,
    }


def follows(user: User) -> Iterator[Record]:
    """Whom a person follows, first followed first."""
    rows = Follow.objects.filter(follower=user).order_by("created_at")
    for row, handle in _with_handles(rows, "followee", user):
        yield {"handle": handle, "since": _time(row), "hides_reposts": row.hides_reposts}


def followers(user: User) -> Iterator[Record]:
    rows = Follow.objects.filter(followee=user).order_by("created_at")
    for row, handle in _with_handles(rows, "follower", user):
        yield {"handle": handle, "since": _time(row)}


def follow_requests(user: User) -> Iterator[Record]:
    """Whom a person has asked, and who asks them."""
    sent = FollowRequest.objects.filter(requester=user).order_by("pk")
    for row, handle in _with_handles(sent, "target", user):
        yield {"handle": handle, "since": timestamp(made_at(row.pk)), "sent": True}
    received = FollowRequest.objects.filter(target=user).order_by("pk")
    for row, handle in _with_handles(received, "requester", user):
        yield {"handle": handle, "since": timestamp(made_at(row.pk)), "sent": False}


def blocks(user: User) -> Iterator[Record]:
    # Also those who block back: a block says nothing of theirs.
    rows = Block.objects.filter(blocker=user).order_by("created_at")
    for row, handle in _with_handles(rows, "blocked", None):
        yield {"handle": handle, "since": _time(row)}


def mutes(user: User) -> Iterator[Record]:
    rows = Mute.objects.filter(muter=user).order_by("created_at")
    for row, handle in _with_handles(rows, "muted", user):
        until = timestamp(row.until) if row.until else None
        yield {"handle": handle, "since": _time(row), "until": until}


def muted_words(user: User) -> Iterator[Record]:
    for word in MutedWord.objects.filter(owner=user).order_by("pk"):
        yield {
            "phrase": word.phrase,
            "whole_word": word.whole_word,
            "places": word.places,
            "until": timestamp(word.until) if word.until else None,
            "since": _time(word),
        }


def lists(user: User) -> Iterator[Record]:
    """A person's lists of people, each with who is in it, first added first."""
    for one in PeopleList.objects.filter(owner=user).order_by("pk"):
        rows = Listed.objects.filter(people_list=one).order_by("position")
        people = [
            {"handle": handle, "since": timestamp(made_at(row.position))}
            for row, handle in _with_handles(rows, "person", user)
        ]
        yield {"name": one.name, "since": timestamp(made_at(one.pk)), "people": people}


def _with_handles(
    rows: QuerySet[Any], column: str, viewer: User | None
) -> Iterator[tuple[Any, str | None]]:
    """Rows with the handle of the person in `column`; None where the viewer may not see them."""
    visible = visible_people(viewer=viewer).filter(pk=OuterRef(column))
    rows = rows.select_related(column).annotate(seen=Exists(visible))
    for row in rows.iterator(chunk_size=1000):
        yield row, getattr(row, column).handle if row.seen else None


def _time(row: Any) -> str:
    return timestamp(row.created_at)


# To remove


def gone() -> list[UUID]:
    """Those who have left, and whose time to come back is over."""
    return leaving.gone()


def erase_identity(*, user_id: UUID) -> int:
    """Delete a person from the user pool, so that nobody signs in as them any more.

    Where people sign in by email Cognito calls them by their `sub`.
    """
    cognito = aws.cognito()
    try:
        cognito.admin_delete_user(UserPoolId=settings.COGNITO_USER_POOL_ID, Username=str(user_id))
    except cognito.exceptions.UserNotFoundException:
        return 0
    return 1


def erase_follows(*, user_id: UUID) -> int:
    """End some follows of a person, in either direction, with the others' counters."""
    return _erase_follows(user_id, "follower", "followee", "follower_count") + _erase_follows(
        user_id, "followee", "follower", "following_count"
    )


@transaction.atomic
def _erase_follows(user_id: UUID, own: str, other: str, counter: str) -> int:
    rows = Follow.objects.filter(**{f"{own}_id": user_id}).order_by(f"{other}_id")
    others = f"{other}_id"
    ids = list(rows.values_list(others, flat=True)[:BATCH])
    lock_people(*ids)
    # Read again under the lock: another run of this may have been first.
    ids = list(rows.filter(**{f"{others}__in": ids}).values_list(others, flat=True))
    Follow.objects.filter(**{f"{own}_id": user_id, f"{others}__in": ids}).delete()
    User.objects.filter(pk__in=ids).update(**{counter: F(counter) - 1})
    return len(ids)


@transaction.atomic
def erase_person(*, user_id: UUID) -> int:
    """Delete a person's row, and what hangs on it: the last of them here.

    Raises ProtectedError while they have pictures.
    """
    publish([user_id], "signed_out", {})
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user_id):
            session.delete()
    deleted, _ = User.objects.filter(pk=user_id).delete()
    return deleted
