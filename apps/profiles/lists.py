"""Lists of people: followers, whom one follows, who asks, whom one blocks and mutes."""

from datetime import UTC, datetime
from typing import TypeAlias
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from apps.core.errors import Forbidden
from apps.core.pagination import (
    Page,
    cut_page,
    decode_cursor,
    decode_id_cursor,
    invalid_cursor,
)
from apps.profiles.models import FollowRequest, User
from apps.profiles.selectors import (
    blocks,
    may_see_posts,
    person_by_handle,
    visible_people,
    with_viewer_relation,
)

People: TypeAlias = QuerySet[User]


def followers(*, viewer: User | None, handle: str, cursor: str | None, limit: int) -> Page[User]:
    """Who follows a person, last first. Raises NotFound, Forbidden `private`. Two queries."""
    person = _open_person(viewer, handle)
    people = _others(viewer).filter(follows_out__followee=person)
    return _page(people, "follows_out__created_at", viewer, cursor, limit)


def following(*, viewer: User | None, handle: str, cursor: str | None, limit: int) -> Page[User]:
    """Whom a person follows, last first. Raises NotFound, Forbidden `private`. Two queries."""
    person = _open_person(viewer, handle)
    people = _others(viewer).filter(follows_in__follower=person)
    return _page(people, "follows_in__created_at", viewer, cursor, limit)


def _open_person(viewer: User | None, handle: str) -> User:
    person = person_by_handle(viewer=viewer, handle=handle)
    if not may_see_posts(person, viewer=viewer):
        raise Forbidden("Only people they let follow them see this.", code="private")
    return person


def _others(viewer: User | None) -> People:
    people = visible_people(viewer=viewer)
    return people if viewer is None else people.filter(~blocks(viewer, "pk"))


def blocked_people(*, viewer: User, cursor: str | None, limit: int) -> Page[User]:
    """Whom the viewer blocks, last first. One query."""
    # Also those who block back: the list is for undoing it.
    people = visible_people().filter(blocks_in__blocker=viewer)
    return _page(people, "blocks_in__created_at", viewer, cursor, limit)


def muted_people(*, viewer: User, cursor: str | None, limit: int) -> Page[User]:
    """Whom the viewer mutes, last first, each with `muted_until`. One query."""
    still = Q(mutes_in__until__isnull=True) | Q(mutes_in__until__gt=timezone.now())
    people = visible_people(viewer=viewer).filter(still, mutes_in__muter=viewer)
    people = people.annotate(muted_until=F("mutes_in__until"))
    return _page(people, "mutes_in__created_at", viewer, cursor, limit)


def follow_requests(*, viewer: User, cursor: str | None, limit: int) -> Page[User]:
    """Who asks to follow the viewer, last first. Two queries."""
    asked = FollowRequest.objects.filter(target=viewer)
    after = decode_id_cursor(cursor)
    if after is not None:
        asked = asked.filter(pk__lt=after)
    rows = list(asked.order_by("-pk")[: limit + 1])
    page = cut_page(rows, limit=limit, position=lambda row: row.pk)
    people = with_viewer_relation(_others(viewer), viewer=viewer).in_bulk(
        [row.requester_id for row in page.items]
    )
    return Page([people[r.requester_id] for r in page.items if r.requester_id in people], page.next)


def waiting_count(user: User) -> int:
    """How many ask to follow this person. One query."""
    return FollowRequest.objects.filter(target=user).count()


def _page(
    people: People, time: str, viewer: User | None, cursor: str | None, limit: int
) -> Page[User]:
    """Pages by the time of the relation and, where two are of one moment, the person's id."""
    people = with_viewer_relation(people, viewer=viewer).annotate(since=F(time))
    if cursor is not None:
        since, person_id = _position(cursor)
        before = Q(since__lt=since) | Q(since=since, pk__lt=person_id)
        people = people.filter(before, since__lte=since)
    rows = list(people.order_by("-since", "-pk")[: limit + 1])
    return cut_page(
        rows,
        limit=limit,
        position=lambda row: (row.since.isoformat(), str(row.pk)),  # type: ignore[attr-defined]
    )


def _position(cursor: str) -> tuple[datetime, UUID]:
    match decode_cursor(cursor):
        case [str(since), str(person_id)]:
            try:
                return datetime.fromisoformat(since).astimezone(UTC), UUID(person_id)
            except (ValueError, OverflowError) as error:
                raise invalid_cursor() from error
    raise invalid_cursor()
