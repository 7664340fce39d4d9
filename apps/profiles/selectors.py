"""Reading people. Every read of somebody else goes through `visible_people`."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, Value

from apps.core.errors import NotFound
from apps.profiles.models import Block, Follow, Mute, User


def visible_people(*, viewer: User | None = None) -> QuerySet[User]:
    """The people whom `viewer` may see: active, with a handle, and not blocking the viewer."""
    people = User.objects.filter(is_active=True, handle__isnull=False)
    return people if viewer is None else people.filter(~blocked_by(viewer, "pk"))


def people_like(*, viewer: User, beginning: str, limit: int = 8) -> list[User]:
    """Whom the viewer may mean: handle or name begins so; whom they follow first. One query."""
    people = visible_people(viewer=viewer).filter(~blocks(viewer, "pk"))
    found = people.filter(
        Q(handle__startswith=beginning.lower().removeprefix("@"))
        | Q(display_name__istartswith=beginning)
    )
    return list(found.annotate(known=follows(viewer, "pk")).order_by("-known", "handle")[:limit])


def person_by_handle(*, viewer: User | None, handle: str) -> User:
    """The person called `handle`, in any case, as `viewer` may see them.

    They carry `viewer_follows`, `follows_viewer`, `viewer_blocks` and `viewer_mutes` (bools).
    Raises NotFound, also where they block the viewer. One query.
    """
    people = visible_people(viewer=viewer).filter(handle=handle.lower())
    person = people.annotate(**_viewer_state(viewer)).first()
    if person is None:
        raise NotFound("There is nobody of that name here.", code="person_not_found")
    return person


def _viewer_state(viewer: User | None) -> dict[str, Any]:
    if viewer is None:
        states = ("viewer_follows", "follows_viewer", "viewer_blocks", "viewer_mutes")
        return dict.fromkeys(states, Value(False, output_field=BooleanField()))
    return {
        "viewer_follows": follows(viewer, "pk"),
        "follows_viewer": Exists(Follow.objects.filter(follower=OuterRef("pk"), followee=viewer)),
        "viewer_blocks": blocks(viewer, "pk"),
        "viewer_mutes": mutes(viewer, "pk"),
    }


# Conditions on another room's rows, whose column `column` is a person.


def follows(viewer: User, column: str) -> Exists:
    """The viewer follows that person."""
    return Exists(Follow.objects.filter(follower=viewer, followee=OuterRef(column)))


def blocks(viewer: User, column: str) -> Exists:
    """The viewer blocks that person."""
    return Exists(Block.objects.filter(blocker=viewer, blocked=OuterRef(column)))


def blocked_by(viewer: User, column: str) -> Exists:
    """That person blocks the viewer."""
    return Exists(Block.objects.filter(blocker=OuterRef(column), blocked=viewer))


def mutes(viewer: User, column: str) -> Exists:
    """The viewer mutes that person."""
    return Exists(Mute.objects.filter(muter=viewer, muted=OuterRef(column)))


def people_by_handles(handles: Iterable[str]) -> dict[str, User]:
    """Visible people by handle (lower case); who is not there is left out. One query."""
    wanted = {handle.lower() for handle in handles}
    return {str(user.handle): user for user in visible_people().filter(handle__in=wanted)}


def people_by_id(ids: Iterable[UUID], *, viewer: User | None = None) -> dict[UUID, User]:
    """Visible people by id; who is not there (any more) is left out. One query."""
    return visible_people(viewer=viewer).in_bulk(list(set(ids)))


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
