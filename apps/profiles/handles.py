"""What a handle may be, whether it can be had, and what to offer when it is taken.

Handles are plain ASCII in lower case, so no other script can be mixed in. What still looks alike
(0 and o, 1 and l) counts as the same.
"""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils import timezone

from apps.core.errors import Conflict, Invalid
from apps.profiles.models import FormerHandle, User, looks

MIN_LENGTH = 3
MAX_LENGTH = 20
# For how long a handle is kept for whoever gave it up, and how many at a time.
KEPT = timedelta(days=14)
MOST_KEPT = 3

_LOOKS = str.maketrans("01", "ol")
_READS_AS = str.maketrans("01i3457", "olleast", "_")

_FORM = re.compile(rf"[a-z0-9_]{{{MIN_LENGTH},{MAX_LENGTH}}}")
# Names that would read as ours, or that stand in the app's own addresses.
_RESERVED = """
about account admin administrator admins all anonymous api app bookmarks confirm cruddur
deleted everyone explore feed feeds follow followers following help here home inbox login
logout me media message messages mod moderation moderator moderators new news notifications
null official oembed password post posts privacy profile recover root rules search security
settings signin signout signup staff static status support system tag tags team terms
undefined user users welcome
"""
RESERVED = frozenset(_RESERVED.split())


def looks_like(handle: str) -> str:
    """`handle` as it looks; the same as `models.looks` in the database."""
    return handle.translate(_LOOKS)


def _bare(handle: str) -> str:
    """What a handle reads as, generously: for names that nobody else is to bear."""
    return handle.translate(_READS_AS)


_RESERVED_LOOKS = frozenset(_bare(handle) for handle in RESERVED)


@dataclass(frozen=True)
class Availability:
    """Whether a handle can be had; if not, why (a code and words) and what can."""

    handle: str
    available: bool
    reason: str | None
    detail: str | None
    suggestions: list[str]


def normalise(handle: str) -> str:
    """`handle` as it is kept: lower case, without the @."""
    return handle.strip().removeprefix("@").lower()


def check_form(handle: str) -> None:
    """Raises Invalid `handle_invalid` or `handle_reserved`."""
    if not _FORM.fullmatch(handle) or not re.search("[a-z]", handle):
        raise Invalid.field(
            "handle",
            "handle_invalid",
            f"A handle has {MIN_LENGTH} to {MAX_LENGTH} letters (a to z), digits and underscores, "
            "with at least one letter.",
        )
    if _bare(handle) in _RESERVED_LOOKS:
        raise Invalid.field("handle", "handle_reserved", "That handle is kept for Cruddur itself.")


def availability(handle: str, *, person: User | None = None) -> Availability:
    """Whether `handle` is free for `person`, at this moment. Two queries, four when it is not."""
    handle = normalise(handle)
    try:
        check_form(handle)
    except Invalid as error:
        return Availability(handle, False, error.code, error.detail, [])
    had = _had([handle]) if person is None else _had([handle]).exclude(pk=person.pk)
    if not had.exists() and not is_kept(handle, person_id=person.pk if person else None):
        return Availability(handle, True, None, None, [])
    free = suggestions(handle)
    return Availability(handle, False, "handle_taken", "That handle is taken.", free)


def _had(handles: Iterable[str]) -> QuerySet[User]:
    """The people whose handle is, or looks like, one of these."""
    shapes = [looks_like(handle) for handle in handles]
    return User.objects.annotate(looks=looks("handle")).filter(looks__in=shapes)


def _kept(handles: Iterable[str]) -> QuerySet[FormerHandle]:
    shapes = [looks_like(handle) for handle in handles]
    kept = FormerHandle.objects.annotate(looks=looks("handle"))
    return kept.filter(looks__in=shapes, until__gt=timezone.now())


def is_kept(handle: str, *, person_id: UUID | None) -> bool:
    """Whether `handle`, or what looks like it, is kept for somebody else. One query."""
    return _kept([handle]).exclude(person=person_id).exists()


def check_not_kept(user: User) -> None:
    """Raises IntegrityError where the user's handle is kept for another.

    Asked after the write that the unique index guards, and in its transaction: whoever gave the
    handle up has committed by then, so it cannot slip through between the two.
    """
    if user.handle is not None and is_kept(user.handle, person_id=user.pk):
        raise IntegrityError(f"{user.handle} is kept for another")


def keep(handle: str, *, person: User) -> None:
    """Keep a handle that `person` gives up. Raises Conflict `handle_changes_spent`."""
    now = timezone.now()
    if FormerHandle.objects.filter(person=person, until__gt=now).count() >= MOST_KEPT:
        raise Conflict.field(
            "handle",
            "handle_changes_spent",
            f"You have changed your handle {MOST_KEPT} times in {KEPT.days} days. "
            "Please wait some days.",
        )
    FormerHandle.objects.update_or_create(
        handle=handle, defaults={"person": person, "until": now + KEPT}
    )


def take_back(handle: str, *, person: User) -> None:
    """A handle that was kept for `person` is theirs again."""
    FormerHandle.objects.filter(person=person, handle=handle).delete()


def forget_kept() -> int:
    """Let go of the handles that have been kept long enough; how many."""
    deleted, _ = FormerHandle.objects.filter(until__lte=timezone.now()).delete()
    return deleted


def suggestions(handle: str, *, count: int = 3) -> list[str]:
    """Up to `count` free handles that look like `handle`."""
    stem = re.sub(r"[^a-z0-9_]", "", normalise(handle))[: MAX_LENGTH - 4] or "someone"
    candidates = [f"{stem}_{n}" for n in range(2, 6)]
    candidates += [f"{stem}{random.randint(10, 999)}" for _ in range(4)]  # noqa: S311
    candidates = [c for c in dict.fromkeys(candidates) if _is_well_formed(c)]
    taken = set(_had(candidates).values_list("handle", flat=True))
    taken |= set(_kept(candidates).values_list("handle", flat=True))
    shapes = {looks_like(one) for one in taken if one is not None}
    return [c for c in candidates if looks_like(c) not in shapes][:count]


def _is_well_formed(handle: str) -> bool:
    try:
        check_form(handle)
    except Invalid:
        return False
    return True
