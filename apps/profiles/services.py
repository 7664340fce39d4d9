"""What changes people and whom they follow."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from apps.core.changes import UNCHANGED, Unchanged
from apps.core.errors import Conflict, Invalid
from apps.core.events import announce
from apps.core.text import clean_text
from apps.profiles import handles
from apps.profiles.events import Followed, Unfollowed
from apps.profiles.models import Block, Follow, Mute, User

DISPLAY_NAME_LENGTH = 50
BIO_LENGTH = 300
HOUR = 3600
DAY = 24 * HOUR
# Seconds that a crud may last; None is for ever.
EXPIRY_CHOICES: tuple[int | None, ...] = (
    HOUR, 3 * HOUR, 12 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY, None,
)  # fmt: skip
HANDLE_MIN_LENGTH = handles.MIN_LENGTH
HANDLE_MAX_LENGTH = handles.MAX_LENGTH


def ensure_user(*, sub: UUID, handle: str, display_name: str) -> User:
    """The person with this Cognito `sub`, made at first sight.

    Where `handle` is taken or not allowed the person is made without one and keeps it as
    `wanted_handle`: they are asked for another and nothing else is lost.
    """
    handle = handles.normalise(handle)
    name = _display_name_or(handle, display_name)
    for chosen in (handle if _is_allowed(handle) else None, None):
        user = _insert_user(sub, chosen, handle, name)
        if user is not None:
            return user
    raise Conflict(code="profile_conflict")


def _is_allowed(handle: str) -> bool:
    try:
        handles.check_form(handle)
    except Invalid:
        return False
    return True


def _display_name_or(fallback: str, name: str) -> str:
    try:
        return clean_text(name, max_length=DISPLAY_NAME_LENGTH, multiline=False)
    except Invalid:
        return fallback[: handles.MAX_LENGTH] or "New here"


def _insert_user(sub: UUID, handle: str | None, wanted: str, name: str) -> User | None:
    """A new row, or the one a request beside this one made; None where the handle is taken."""
    user = User(
        id=sub, handle=handle, wanted_handle=wanted[: handles.MAX_LENGTH], display_name=name
    )
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        return User.objects.filter(id=sub).first()
    return user


@transaction.atomic
def update_profile(
    *,
    user: User,
    handle: str | None = None,
    display_name: str | None = None,
    bio: str | None = None,
    default_expires_in: int | Unchanged | None = UNCHANGED,
) -> User:
    """Change what is given. A handle can be chosen once, while there is none yet.

    Raises Invalid (form) and Conflict `handle_taken`, `handle_fixed`.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if display_name is not None:
        user.display_name = clean_text(
            display_name, max_length=DISPLAY_NAME_LENGTH, field="display_name", multiline=False
        )
    if bio is not None:
        user.bio = clean_text(bio, max_length=BIO_LENGTH, field="bio", required=False)
    if handle is not None:
        _choose_handle(user, handles.normalise(handle))
    if not isinstance(default_expires_in, Unchanged):
        if default_expires_in not in EXPIRY_CHOICES:
            raise Invalid.field(
                "default_expires_in", "expiry_invalid", "Please choose one of the times given."
            )
        user.default_expires_in = default_expires_in
    user.save(update_fields=["handle", "display_name", "bio", "default_expires_in"])
    return user


def _choose_handle(user: User, handle: str) -> None:
    if handle == user.handle:
        return
    if user.handle is not None:
        raise Conflict("Your handle cannot be changed yet.", code="handle_fixed")
    handles.check_form(handle)
    user.handle = handle
    try:
        with transaction.atomic():
            user.save(update_fields=["handle"])
    except IntegrityError as error:
        free = handles.suggestions(handle, count=1)
        hint = f" Still free: {free[0]}" if free else ""
        raise Conflict.field(
            "handle", "handle_taken", f"That handle was taken a moment ago.{hint}"
        ) from error


@transaction.atomic
def follow(*, follower: User, followee: User) -> bool:
    """Follow a person. False where that was so already. Raises Invalid `follow_oneself`."""
    if follower.pk == followee.pk:
        raise Invalid("You cannot follow yourself.", code="follow_oneself")
    if Block.objects.filter(blocker=follower, blocked=followee).exists():
        raise Conflict("You block this person. Unblock them first.", code="blocked")
    _lock(follower.pk, followee.pk)
    _, created = Follow.objects.get_or_create(follower=follower, followee=followee)
    if created:
        _count_follow(follower.pk, followee.pk, by=1)
        announce(Followed(follower.pk, followee.pk))
    return created


@transaction.atomic
def unfollow(*, follower: User, followee: User) -> bool:
    """Stop following a person. False where there was nothing to stop."""
    _lock(follower.pk, followee.pk)
    deleted, _ = Follow.objects.filter(follower=follower, followee=followee).delete()
    if deleted:
        _count_follow(follower.pk, followee.pk, by=-1)
        announce(Unfollowed(follower.pk, followee.pk))
    return bool(deleted)


@transaction.atomic
def block(*, blocker: User, blocked: User) -> None:
    """End follows both ways and be invisible to each other. Raises Invalid `block_oneself`."""
    if blocker.pk == blocked.pk:
        raise Invalid("You cannot block yourself.", code="block_oneself")
    unfollow(follower=blocker, followee=blocked)
    unfollow(follower=blocked, followee=blocker)
    Block.objects.get_or_create(blocker=blocker, blocked=blocked)


def unblock(*, blocker: User, blocked: User) -> None:
    Block.objects.filter(blocker=blocker, blocked=blocked).delete()


def mute(*, muter: User, muted: User) -> None:
    """Leave a person out of one's feeds. Raises Invalid `mute_oneself`."""
    if muter.pk == muted.pk:
        raise Invalid("You cannot mute yourself.", code="mute_oneself")
    Mute.objects.get_or_create(muter=muter, muted=muted)


def unmute(*, muter: User, muted: User) -> None:
    Mute.objects.filter(muter=muter, muted=muted).delete()


def pin_post(*, user_id: UUID, post_id: int) -> None:
    """Have one of a person's posts stand first on their profile, in place of another."""
    User.objects.filter(pk=user_id).update(pinned_post_id=post_id)


def unpin_posts(*, author_ids: Iterable[UUID], post_ids: Iterable[int]) -> None:
    """Take these posts, of these people, off the top of their profiles."""
    pinned = User.objects.filter(pk__in=list(author_ids), pinned_post_id__in=list(post_ids))
    pinned.update(pinned_post_id=None)


def count_posts(changes: Iterable[tuple[UUID, int]]) -> None:
    """Add to people's post counts: (author, difference) pairs. In the caller's transaction."""
    # In one order everywhere, so that two transactions never wait for each other.
    for author_id, difference in sorted(changes):
        User.objects.filter(pk=author_id).update(post_count=F("post_count") + difference)


def _lock(*ids: UUID) -> None:
    """Lock people's rows in one order everywhere, so that mutual follows cannot deadlock."""
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(rows.values_list("pk"))


def _count_follow(follower_id: UUID, followee_id: UUID, *, by: int) -> None:
    User.objects.filter(pk=follower_id).update(following_count=F("following_count") + by)
    User.objects.filter(pk=followee_id).update(follower_count=F("follower_count") + by)


def set_roles(*, user: User, groups: Iterable[str]) -> None:
    """Make `user` what their Cognito groups say: `admins` may all, `moderators` may moderate."""
    groups = set(groups)
    user.is_superuser = "admins" in groups
    user.is_staff = user.is_superuser or "moderators" in groups
    user.save(update_fields=["is_superuser", "is_staff"])
