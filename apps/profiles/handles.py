"""What a handle may be, and what to offer when one is taken."""

import random
import re
from dataclasses import dataclass

from apps.core.errors import Invalid
from apps.profiles.models import User

MIN_LENGTH = 3
MAX_LENGTH = 20

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
    if handle in RESERVED:
        raise Invalid.field("handle", "handle_reserved", "That handle is kept for Cruddur itself.")


def availability(handle: str) -> Availability:
    """Whether `handle` is free, at this moment. One query, two when it is taken."""
    handle = normalise(handle)
    try:
        check_form(handle)
    except Invalid as error:
        return Availability(handle, False, error.code, error.detail, [])
    if not User.objects.filter(handle=handle).exists():
        return Availability(handle, True, None, None, [])
    free = suggestions(handle)
    return Availability(handle, False, "handle_taken", "That handle is taken.", free)


def suggestions(handle: str, *, count: int = 3) -> list[str]:
    """Up to `count` free handles that look like `handle`."""
    stem = re.sub(r"[^a-z0-9_]", "", normalise(handle))[: MAX_LENGTH - 4] or "someone"
    candidates = [f"{stem}_{n}" for n in range(2, 6)]
    candidates += [f"{stem}{random.randint(10, 999)}" for _ in range(4)]  # noqa: S311
    candidates = [c for c in dict.fromkeys(candidates) if _is_well_formed(c)]
    taken = set(User.objects.filter(handle__in=candidates).values_list("handle", flat=True))
    return [c for c in candidates if c not in taken][:count]


def _is_well_formed(handle: str) -> bool:
    try:
        check_form(handle)
    except Invalid:
        return False
    return True
