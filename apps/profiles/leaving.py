"""Leaving: nobody else sees the account any more, and a week later it is removed.

Until then one can come back. The removal is the account room's.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from apps.core.errors import Conflict, Invalid
from apps.profiles import handles
from apps.profiles.models import User
from apps.profiles.services import lock_people, tell_devices

REGRET = timedelta(days=7)
# Between the last moment to come back and the removal: longer than any request takes.
SETTLED = timedelta(minutes=1)


@transaction.atomic
def leave(*, user: User, handle: str) -> User:
    """Have one's account removed in a week. Asking again changes nothing.

    `handle` is one's own, once more, so that nobody does it by accident; "" for who has none.
    Raises Invalid `handle_mismatch`.
    """
    user = lock_people(user.pk)[user.pk]
    if handles.normalise(handle) != (user.handle or ""):
        raise Invalid.field("handle", "handle_mismatch", "This is not your handle.")
    if user.leaves_at is None:
        _set(user, timezone.now() + REGRET)
    return user


@transaction.atomic
def restore(*, user: User) -> User:
    """Stay after all. Raises Conflict `account_gone` once the week is over."""
    user = lock_people(user.pk)[user.pk]
    if user.leaves_at is None:
        return user
    if user.leaves_at <= timezone.now():
        raise Conflict("It is too late: the account is being removed.", code="account_gone")
    _set(user, None)
    return user


def _set(user: User, moment: datetime | None) -> None:
    user.leaves_at = moment
    user.save(update_fields=["leaves_at"])
    tell_devices(user.pk)


def gone() -> list[UUID]:
    """Those who are to be removed now."""
    over = User.objects.filter(leaves_at__lte=timezone.now() - SETTLED)
    return list(over.order_by("leaves_at").values_list("pk", flat=True))
