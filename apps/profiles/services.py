"""What changes people and whom they follow."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from apps.core.errors import Conflict, Invalid
from apps.core.events import announce
from apps.core.prepared import Given, Statement, compile_once
from apps.core.text import clean_text
from apps.profiles import handles
from apps.profiles.events import Followed, FollowRequested, Unfollowed
from apps.profiles.models import Block, FollowRequest, Listed, Mute, PeopleList, User
from apps.profiles.selectors import COLUMNS, blocked_by, blocks, follows, person_not_found
from apps.realtime.services import publish

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
            handles.check_not_kept(user)
    except IntegrityError:
        return User.objects.filter(id=sub).first()
    return user


@transaction.atomic
def follow(*, follower: User, followee: User, hides_reposts: bool = False) -> bool:
    """Follow a person, or ask a private one. False where that was so already.

    Raises Invalid `follow_oneself`, Conflict `blocked`, and NotFound where they block.
    """
    if follower.pk == followee.pk:
        raise Invalid("You cannot follow yourself.", code="follow_oneself")
    # As they are now: neither a block nor a change of privacy comes in between.
    people = lock_people(follower.pk, followee.pk)
    between = _between(follower.pk, followee.pk)
    _refuse_blocked(between)
    if between.follows:
        return False
    if people[followee.pk].is_private:
        return _ask(follower, followee)
    make_follow(follower.pk, followee.pk, hides_reposts=hides_reposts)
    return True


class _Between(NamedTuple):
    """What a person is to another."""

    blocks: bool
    is_blocked: bool
    follows: bool


def _between(person_id: UUID, other_id: UUID) -> _Between:
    return _Between._make(_asking_between().rows(person=person_id, other=other_id)[0])


@cache
def _asking_between() -> Statement:
    def find(person: UUID, other: UUID) -> QuerySet[User, Any]:
        one = User(pk=person)
        relation = (blocks(one, "pk"), blocked_by(one, "pk"), follows(one, "pk"))
        return User.objects.filter(pk=other).values_list(*relation)

    return compile_once(find, person=UUID, other=UUID)


def check_blocks(person: User, other: User) -> None:
    """Raises Conflict `blocked` where a person blocks another, and NotFound where they are."""
    _refuse_blocked(_between(person.pk, other.pk))


def _refuse_blocked(between: _Between) -> None:
    if between.blocks:
        raise Conflict("You block this person. Unblock them first.", code="blocked")
    if between.is_blocked:
        raise person_not_found()


def _ask(requester: User, target: User) -> bool:
    _, created = FollowRequest.objects.get_or_create(requester=requester, target=target)
    if created:
        announce(FollowRequested(requester.pk, target.pk))
        tell_devices(target.pk)
    return created


def make_follow(follower_id: UUID, followee_id: UUID, *, hides_reposts: bool = False) -> None:
    """A new follow, counted and announced. In the caller's transaction, with both locked."""
    _FOLLOW.rows(follower=follower_id, followee=followee_id, hides_reposts=hides_reposts)
    announce(Followed(follower_id, followee_id))


@transaction.atomic
def unfollow(*, follower: User, followee: User) -> bool:
    """Stop following a person, or asking to. False where there was nothing to stop."""
    lock_people(follower.pk, followee.pk)
    ((asked, followed),) = _UNFOLLOW.rows(follower=follower.pk, followee=followee.pk)
    if asked:
        tell_devices(followee.pk)
    if followed:
        announce(Unfollowed(follower.pk, followee.pk))
    return bool(asked or followed)


_FOLLOWER = Given("follower", UUID)
_FOLLOWEE = Given("followee", UUID)
# Each with the counts, which are exact: both people are locked.
_FOLLOW = Statement(
    """
    WITH made AS (
        INSERT INTO profiles_follow (follower_id, followee_id, hides_reposts) VALUES (%s, %s, %s)
    )
    UPDATE profiles_user SET following_count = following_count + (id = %s)::int,
        follower_count = follower_count + (id = %s)::int
    WHERE id IN (%s, %s) RETURNING id
    """,
    [
        *(_FOLLOWER, _FOLLOWEE, Given("hides_reposts", bool)),
        *(_FOLLOWER, _FOLLOWEE, _FOLLOWER, _FOLLOWEE),
    ],
)
_UNFOLLOW = Statement(
    """
    WITH asked AS (
        DELETE FROM profiles_followrequest WHERE requester_id = %s AND target_id = %s RETURNING id
    ), ended AS (
        DELETE FROM profiles_follow WHERE follower_id = %s AND followee_id = %s
        RETURNING follower_id, followee_id
    ), counted AS (
        UPDATE profiles_user SET following_count = following_count - (id = follower_id)::int,
            follower_count = follower_count - (id = followee_id)::int
        FROM ended WHERE id IN (follower_id, followee_id)
    )
    SELECT EXISTS (SELECT FROM asked), EXISTS (SELECT FROM ended)
    """,
    [_FOLLOWER, _FOLLOWEE] * 2,
)


@transaction.atomic
def block(*, blocker: User, blocked: User) -> None:
    """End follows both ways, leave each other's lists, and be invisible to each other.

    Raises Invalid `block_oneself`.
    """
    if blocker.pk == blocked.pk:
        raise Invalid("You cannot block yourself.", code="block_oneself")
    unfollow(follower=blocker, followee=blocked)
    unfollow(follower=blocked, followee=blocker)
    _leave_lists(blocker, blocked)
    Block.objects.get_or_create(blocker=blocker, blocked=blocked)


def _leave_lists(one: User, other: User) -> None:
    for owner, person in ((one, other), (other, one)):
        lists = PeopleList.objects.filter(owner=owner)
        Listed.objects.filter(people_list__in=lists, person=person).delete()


def unblock(*, blocker: User, blocked: User) -> None:
    Block.objects.filter(blocker=blocker, blocked=blocked).delete()


def mute(*, muter: User, muted: User, until: datetime | None = None) -> None:
    """Leave a person out of one's feeds, until a time or for ever.

    Raises Invalid `mute_oneself`, `until_invalid`.
    """
    if muter.pk == muted.pk:
        raise Invalid("You cannot mute yourself.", code="mute_oneself")
    check_until(until)
    Mute.objects.update_or_create(muter=muter, muted=muted, defaults={"until": until})


def check_until(until: datetime | None) -> None:
    """Raises Invalid `until_invalid` for an end that is over."""
    if until is not None and until <= timezone.now():
        raise Invalid.field("until", "until_invalid", "Choose a time that is yet to come.")


def unmute(*, muter: User, muted: User) -> None:
    Mute.objects.filter(muter=muter, muted=muted).delete()


@transaction.atomic
def set_active(*, user_id: UUID, active: bool) -> None:
    """Let a person in, or keep them out: their requests are refused and their streams end at once,
    and others see nothing of them."""
    User.objects.filter(pk=user_id).update(is_active=active)
    if not active:
        publish([user_id], "signed_out", {})


def tell_devices(user_id: UUID) -> None:
    """Have a person's open devices read their own account again."""
    publish([user_id], "profile", {})


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


def lock_people(*ids: UUID) -> dict[UUID, User]:
    """Lock people's rows in one order everywhere, so that mutual follows cannot deadlock.

    The people as they are now, by id.
    """
    rows = _locking().rows(ids=list(ids))
    people = (User.from_db("default", COLUMNS, row) for row in rows)
    return {person.pk: person for person in people}


@cache
def _locking() -> Statement:
    def find(ids: list[UUID]) -> QuerySet[User, Any]:
        wanted = RawSQL("SELECT unnest(%s::uuid[])", (ids,))
        return User.objects.filter(pk__in=wanted).order_by("pk").values_list(*COLUMNS)

    return compile_once(find, ids=list) + " FOR NO KEY UPDATE OF profiles_user"


def set_roles(*, user: User, groups: Iterable[str]) -> None:
    """Make `user` what their Cognito groups say: `admins` may all, `moderators` may moderate."""
    groups = set(groups)
    user.is_superuser = "admins" in groups
    user.is_staff = user.is_superuser or "moderators" in groups
    user.save(update_fields=["is_superuser", "is_staff"])
