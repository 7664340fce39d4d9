"""Reading people. Every read of somebody else goes through `visible_people`."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, OuterRef, QuerySet, Value

from apps.core.errors import NotFound
from apps.profiles.models import Follow, User


def visible_people() -> QuerySet[User]:
    """The people whom others may see: active, and with a handle."""
    return User.objects.filter(is_active=True, handle__isnull=False)


def person_by_handle(*, viewer: User | None, handle: str) -> User:
    """The person called `handle`, in any case, as `viewer` may see them.

    They carry `viewer_follows` and `follows_viewer` (bools). Raises NotFound. One query.
    """
    people = visible_people().filter(handle=handle.lower())
    person = people.annotate(**_follow_state(viewer)).first()
    if person is None:
        raise NotFound("There is nobody of that name here.", code="person_not_found")
    return person


def _follow_state(viewer: User | None) -> dict[str, Any]:
    if viewer is None:
        no = Value(False, output_field=BooleanField())
        return {"viewer_follows": no, "follows_viewer": no}
    follows = Follow.objects.filter
    return {
        "viewer_follows": Exists(follows(follower=viewer, followee=OuterRef("pk"))),
        "follows_viewer": Exists(follows(follower=OuterRef("pk"), followee=viewer)),
    }


def people_by_handles(handles: Iterable[str]) -> dict[str, User]:
    """Visible people by handle (lower case); who is not there is left out. One query."""
    wanted = {handle.lower() for handle in handles}
    return {str(user.handle): user for user in visible_people().filter(handle__in=wanted)}


def people_by_id(ids: Iterable[UUID]) -> dict[UUID, User]:
    """Visible people by id; who is not there (any more) is left out. One query."""
    return visible_people().in_bulk(list(set(ids)))


def follower_ids(*, followee_id: UUID, after: UUID | None = None, limit: int) -> list[UUID]:
    """Who follows a person, in order of id, after `after`."""
    follows = Follow.objects.filter(followee_id=followee_id)
    if after is not None:
        follows = follows.filter(follower_id__gt=after)
    return list(follows.order_by("follower_id").values_list("follower_id", flat=True)[:limit])


def is_following(*, follower_id: UUID, followee_id: UUID) -> bool:
    return Follow.objects.filter(follower_id=follower_id, followee_id=followee_id).exists()


def author_card(user: User | None) -> dict[str, str | None]:
    """How a person stands beside what they wrote. None is a person who is gone."""
    if user is None:
        return {"handle": None, "display_name": "Deleted person", "avatar_url": None}
    return {
        "handle": user.handle,
        "display_name": user.display_name,
        "avatar_url": user.avatar_url or None,
    }
