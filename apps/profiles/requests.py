"""Who waits for a private person's answer, who is let in, and who is sent away."""

from uuid import UUID

from django.db import transaction

from apps.core.errors import Conflict, NotFound
from apps.core.events import announce
from apps.profiles.events import RepostsHidden
from apps.profiles.models import Follow, FollowRequest, User
from apps.profiles.services import lock_people, make_follow, tell_devices, unfollow

# How many are let in at a time when an account becomes public.
BATCH = 100


@transaction.atomic
def accept(*, target: User, requester: User) -> None:
    """Let somebody follow. Raises NotFound `request_not_found`."""
    if not _accept(target.pk, requester.pk):
        raise _no_request()
    tell_devices(target.pk)
    tell_devices(requester.pk)


def _accept(target_id: UUID, requester_id: UUID) -> bool:
    lock_people(target_id, requester_id)
    deleted, _ = FollowRequest.objects.filter(requester=requester_id, target=target_id).delete()
    if deleted:
        make_follow(requester_id, target_id)
    return bool(deleted)


@transaction.atomic
def refuse(*, target: User, requester: User) -> None:
    """Say no, of which they are not told. Raises NotFound `request_not_found`."""
    deleted, _ = FollowRequest.objects.filter(requester=requester, target=target).delete()
    if not deleted:
        raise _no_request()
    tell_devices(target.pk)


def _no_request() -> NotFound:
    return NotFound("This request is not here any more.", code="request_not_found")


def remove_follower(*, person: User, follower: User) -> None:
    """Have somebody follow no more. Raises NotFound where they do not."""
    if not unfollow(follower=follower, followee=person):
        raise NotFound("They do not follow you.", code="not_a_follower")


@transaction.atomic
def accept_waiting(*, user_id: UUID) -> bool:
    """Let in some of those who wait for a person who is public now; whether there may be more."""
    user = User.objects.filter(pk=user_id, is_private=False).first()
    if user is None:
        return False
    waiting = FollowRequest.objects.filter(target=user).order_by("id")[:BATCH]
    requesters = list(waiting.values_list("requester_id", flat=True))
    for requester_id in requesters:
        _accept(user_id, requester_id)
    return bool(requesters)


@transaction.atomic
def set_reposts_hidden(*, follower: User, followee: User, hidden: bool) -> None:
    """Leave out, or let in again, what somebody reposts. Raises Conflict `not_following`."""
    follow = Follow.objects.select_for_update().filter(follower=follower, followee=followee).first()
    if follow is None:
        raise Conflict("You do not follow this person.", code="not_following")
    if follow.hides_reposts == hidden:
        return
    Follow.objects.filter(follower=follower, followee=followee).update(hides_reposts=hidden)
    announce(RepostsHidden(follower.pk, followee.pk, hidden))
