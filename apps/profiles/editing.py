"""Changing one's own account: what others see of it, and settings."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from apps.core.audience import ReplyPolicy, Visibility
from apps.core.changes import UNCHANGED, Unchanged
from apps.core.errors import Conflict, Invalid
from apps.core.events import announce
from apps.core.text import clean_text
from apps.media.selectors import avatar_url
from apps.media.services import Wearable, take_off, wear
from apps.profiles import handles, tasks
from apps.profiles.events import PrivacyChanged
from apps.profiles.models import User
from apps.profiles.services import (
    BIO_LENGTH,
    DISPLAY_NAME_LENGTH,
    EXPIRY_CHOICES,
    lock_people,
    tell_devices,
)

MOST_LINKS = 4
LABEL_LENGTH = 30
URL_LENGTH = 200

Link = dict[str, str]


@dataclass(frozen=True)
class Changes:
    """What to change; the rest stays. Ids of pictures: None takes the picture away."""

    handle: str | Unchanged = UNCHANGED
    display_name: str | Unchanged = UNCHANGED
    bio: str | Unchanged = UNCHANGED
    links: Sequence[Link] | Unchanged = UNCHANGED
    avatar_id: int | Unchanged | None = UNCHANGED
    banner_id: int | Unchanged | None = UNCHANGED
    is_private: bool | Unchanged = UNCHANGED
    indexable: bool | Unchanged = UNCHANGED
    expand_warnings: bool | Unchanged = UNCHANGED
    read_receipts: bool | Unchanged = UNCHANGED
    default_expires_in: int | Unchanged | None = UNCHANGED
    default_visibility: str | Unchanged = UNCHANGED
    default_reply_policy: str | Unchanged = UNCHANGED


# Settings that are taken as they come: the type is the check.
_PLAIN = ("indexable", "expand_warnings", "read_receipts")


@transaction.atomic
def edit_account(*, user: User, changes: Changes) -> User:
    """Change one's own account: all of it, or nothing.

    Raises Invalid (the text's codes, `handle_invalid`, `handle_reserved`, `too_many_links`,
    `link_invalid`, `expiry_invalid`, those of the media) and Conflict (`handle_taken`,
    `handle_changes_spent`).
    """
    user = lock_people(user.pk)[user.pk]
    _change_words(user, changes)
    _change_settings(user, changes)
    _change_pictures(user, changes)
    if not isinstance(changes.is_private, Unchanged):
        _change_privacy(user, changes.is_private)
    user.save(update_fields=_COLUMNS)
    if not isinstance(changes.handle, Unchanged):
        _change_handle(user, handles.normalise(changes.handle))
    tell_devices(user.pk)
    return user


def _change_words(user: User, changes: Changes) -> None:
    if not isinstance(changes.display_name, Unchanged):
        user.display_name = clean_text(
            changes.display_name,
            max_length=DISPLAY_NAME_LENGTH,
            field="display_name",
            multiline=False,
        )
    if not isinstance(changes.bio, Unchanged):
        user.bio = clean_text(changes.bio, max_length=BIO_LENGTH, field="bio", required=False)
    if not isinstance(changes.links, Unchanged):
        user.links = _clean_links(changes.links)


def _clean_links(links: Sequence[Link]) -> list[Link]:
    if len(links) > MOST_LINKS:
        raise Invalid.field("links", "too_many_links", f"There is room for {MOST_LINKS} links.")
    return [_clean_link(number, link) for number, link in enumerate(links)]


def _clean_link(number: int, link: Link) -> Link:
    url = clean_text(
        link["url"], max_length=URL_LENGTH, field=f"links.{number}.url", multiline=False
    )
    label = clean_text(
        link["label"],
        max_length=LABEL_LENGTH,
        field=f"links.{number}.label",
        required=False,
        multiline=False,
    )
    host = _host(url)
    if host is None:
        raise Invalid.field(
            f"links.{number}.url", "link_invalid", "A link begins with https:// or http://."
        )
    return {"label": label or host[:LABEL_LENGTH], "url": url}


def _host(url: str) -> str | None:
    """The host of a web address; None for what is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    plain = host and "." in host and not any(c.isspace() or c in "<>\"'`\\" for c in url)
    return host if plain and parts.scheme in ("http", "https") and not parts.username else None


def _change_settings(user: User, changes: Changes) -> None:
    for name in _PLAIN:
        value = getattr(changes, name)
        if not isinstance(value, Unchanged):
            setattr(user, name, value)
    _choose(user, changes, "default_expires_in", EXPIRY_CHOICES, "expiry_invalid")
    _choose(user, changes, "default_visibility", Visibility.values, "choice_invalid")
    _choose(user, changes, "default_reply_policy", ReplyPolicy.values, "choice_invalid")


def _choose(user: User, changes: Changes, name: str, choices: Sequence[Any], code: str) -> None:
    value = getattr(changes, name)
    if isinstance(value, Unchanged):
        return
    if value not in choices:
        raise Invalid.field(name, code, "Please choose one of those given.")
    setattr(user, name, value)


def _change_pictures(user: User, changes: Changes) -> None:
    if not isinstance(changes.avatar_id, Unchanged):
        user.avatar_url = _dress(user, "avatar", changes.avatar_id)
    if not isinstance(changes.banner_id, Unchanged):
        _dress(user, "banner", changes.banner_id)


def _dress(user: User, purpose: Wearable, media_id: int | None) -> str:
    """Put on a picture, or take it off; the address of what is worn then, or ""."""
    if media_id is None:
        take_off(owner=user, purpose=purpose)
        return ""
    return avatar_url(wear(owner=user, media_id=media_id, purpose=purpose))


def _change_privacy(user: User, is_private: bool) -> None:
    if user.is_private == is_private:
        return
    user.is_private = is_private
    announce(PrivacyChanged(user.pk))
    if not is_private:
        # There is nobody left to ask: whoever waits, follows.
        tasks.accept_waiting.defer(user_id=str(user.pk))


def _change_handle(user: User, handle: str) -> None:
    """Take a handle, and keep the one before. See handles.check_not_kept for the order."""
    before = user.handle
    if handle == before:
        return
    handles.check_form(handle)
    user.handle = handle
    try:
        with transaction.atomic():
            user.save(update_fields=["handle"])
            handles.check_not_kept(user)
    except IntegrityError as error:
        free = handles.suggestions(handle, count=1)
        hint = f" Still free: {free[0]}" if free else ""
        raise Conflict.field(
            "handle", "handle_taken", f"That handle was taken a moment ago.{hint}"
        ) from error
    handles.take_back(handle, person=user)
    if before is not None:
        handles.keep(before, person=user)


_COLUMNS = [
    *{field.name for field in fields(Changes)} - {"handle", "avatar_id", "banner_id"},
    "avatar_url",
]
