"""Reading people. Every read of somebody else goes through `visible_people`."""

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Now

from apps.core.errors import NotFound
from apps.core.prepared import Statement, compile_once
from apps.core.probes import Probe
from apps.profiles.models import (
    Block,
    Follow,
    FollowRequest,
    FormerHandle,
    Listed,
    Mute,
    MutedWord,
    PeopleList,
    User,
)

# A regular expression that nothing matches: where a word ends none begins.
_NOTHING = r"\M\m"


def visible_people(*, viewer: User | None = None) -> QuerySet[User]:
    """The people whom `viewer` may see: active, staying, with a handle, not blocking the viewer."""
    people = User.objects.filter(is_active=True, handle__isnull=False, leaves_at__isnull=True)
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

    Also under a handle that is kept for them: theirs differs from what was asked for then. They
    carry what the viewer is to them, see `with_viewer_relation`, and `muted_until`,
    `hides_reposts`, `requests_me`. Raises NotFound, also where they block the viewer. One query.
    """
    who = {} if viewer is None else {"viewer": viewer.pk}
    rows = _by_handle(viewer is not None).rows(handle=handle.lower(), **who)
    if not rows:
        raise person_not_found()
    person = User.from_db("default", COLUMNS, rows[0][: len(COLUMNS)])
    relation = _RELATION if viewer is None else (*_RELATION, *_MORE_RELATION)
    for name, value in zip(relation, rows[0][len(COLUMNS) :], strict=True):
        setattr(person, name, value)
    return person


COLUMNS = [field.attname for field in User._meta.concrete_fields]
_RELATION = (
    "viewer_follows", "follows_viewer", "viewer_requested", "viewer_blocks", "viewer_mutes"
)  # fmt: skip
_MORE_RELATION = ("muted_until", "hides_reposts", "requests_me")


@cache
def _by_handle(signed_in: bool) -> Statement:
    def find(handle: str, viewer: UUID | None = None) -> QuerySet[User, Any]:
        reader = None if viewer is None else User(pk=viewer)
        people = with_viewer_relation(visible_people(viewer=reader), viewer=reader)
        people = people.filter(pk=id_of(handle)).annotate(**_more_relation(reader))
        return people.values_list(*COLUMNS, *_RELATION, *_more_relation(reader))

    return compile_once(find, handle=str, **({"viewer": UUID} if signed_in else {}))


def person_not_found() -> NotFound:
    return NotFound("There is nobody of that name here.", code="person_not_found")


def id_of(handle: str) -> Coalesce:
    """The id of the person called `handle` (lower case), or to whom it was before, in SQL."""
    return Coalesce(
        Subquery(User.objects.filter(handle=handle).values("pk")),
        Subquery(FormerHandle.objects.filter(handle=handle, until__gt=Now()).values("person")),
    )


def with_viewer_relation(people: QuerySet[User], *, viewer: User | None) -> QuerySet[User]:
    """`people` with bools: `viewer_follows`, `follows_viewer`, `viewer_requested`,
    `viewer_blocks`, `viewer_mutes`.
    """
    if viewer is None:
        no = Value(False, output_field=BooleanField())
        return people.annotate(**dict.fromkeys(_RELATION, no))
    return people.annotate(
        viewer_follows=follows(viewer, "pk"),
        follows_viewer=Exists(Follow.objects.filter(follower=OuterRef("pk"), followee=viewer)),
        viewer_requested=Exists(
            FollowRequest.objects.filter(requester=viewer, target=OuterRef("pk"))
        ),
        viewer_blocks=blocks(viewer, "pk"),
        viewer_mutes=mutes(viewer, "pk"),
    )


def _more_relation(viewer: User | None) -> dict[str, Any]:
    if viewer is None:
        return {}
    followed = Follow.objects.filter(follower=viewer, followee=OuterRef("pk"))
    return {
        "muted_until": Subquery(
            Mute.objects.filter(muter=viewer, muted=OuterRef("pk")).values("until")
        ),
        "hides_reposts": Exists(followed.filter(hides_reposts=True)),
        "requests_me": Exists(
            FollowRequest.objects.filter(requester=OuterRef("pk"), target=viewer)
        ),
    }


def may_see_posts(person: User, *, viewer: User | None) -> bool:
    """Whether the viewer may see a person's cruds, counts and follows; no query."""
    if not person.is_private:
        return True
    return viewer is not None and (viewer.pk == person.pk or bool(person.viewer_follows))  # type: ignore[attr-defined]


# Conditions on another room's rows, whose column `column` is a person.


def follows(viewer: User, column: str) -> Exists:
    """The viewer follows that person."""
    return Probe(Follow.objects.filter(follower=viewer, followee=OuterRef(column)))


def blocks(viewer: User, column: str) -> Exists:
    """The viewer blocks that person."""
    return Exists(Block.objects.filter(blocker=viewer, blocked=OuterRef(column)))


def blocked_by(viewer: User, column: str) -> Exists:
    """That person blocks the viewer."""
    return Exists(Block.objects.filter(blocker=OuterRef(column), blocked=viewer))


def mutes(viewer: User, column: str) -> Exists:
    """The viewer mutes that person, for ever or still."""
    still = Q(until__isnull=True) | Q(until__gt=Now())
    return Exists(Mute.objects.filter(still, muter=viewer, muted=OuterRef(column)))


def says_muted_word(viewer: User, places: Iterable[str], *columns: str) -> Q:
    """One of these text columns says what the viewer mutes in one of these places.

    PostgreSQL puts the viewer's patterns together once a statement: the subquery asks nothing of
    the row.
    """
    still = Q(until__isnull=True) | Q(until__gt=Now())
    words = MutedWord.objects.filter(still, owner=viewer, places__overlap=list(places))
    pattern = Subquery(
        words.order_by().values("owner").annotate(all=StringAgg("pattern", "|")).values("all")
    )
    said = Q()
    for column in columns:
        said |= Q(**{f"{column}__iregex": Coalesce(pattern, Value(_NOTHING))})
    return said


def person_by_id(person_id: UUID) -> User | None:
    """A person, whatever their state: who is signed in. One query, the most frequent of all."""
    rows = _by_id().rows(id=person_id)
    return User.from_db("default", COLUMNS, rows[0]) if rows else None


@cache
def _by_id() -> Statement:
    def find(id: UUID) -> QuerySet[User, Any]:
        return User.objects.filter(pk=id).values_list(*COLUMNS)

    return compile_once(find, id=UUID)


def people_by_handles(handles: Iterable[str]) -> dict[str, User]:
    """Visible people by handle (lower case); who is not there is left out. One query."""
    wanted = {handle.lower() for handle in handles}
    return {str(user.handle): user for user in visible_people().filter(handle__in=wanted)}


def people_to_talk_to(*, viewer: User, handles: Iterable[str]) -> dict[str, User]:
    """Whom the viewer may begin to talk to, by handle (lower case): blocks, either way, leave out.

    They carry `follows_viewer`. One query.
    """
    wanted = {handle.lower() for handle in handles}
    people = visible_people(viewer=viewer).filter(~blocks(viewer, "pk"), handle__in=wanted)
    followed = Follow.objects.filter(follower=OuterRef("pk"), followee=viewer)
    found = people.annotate(follows_viewer=Exists(followed))
    return {str(user.handle): user for user in found}


def talking_partners(ids: Iterable[UUID], *, viewer: User) -> dict[UUID, User]:
    """Visible people by id, also across a block: they carry `is_apart`, whether there is one
    between them and the viewer, either way. One query.
    """
    apart = blocks(viewer, "pk") | blocked_by(viewer, "pk")
    found = visible_people().filter(pk__in=set(ids)).annotate(is_apart=apart)
    return {person.pk: person for person in found}


def within_reach(person_id: UUID, *, viewer: User) -> bool:
    """Whether a person is visible, and neither of the two blocks the other. One query."""
    return bool(_within_reach().rows(id=person_id, viewer=viewer.pk))


@cache
def _within_reach() -> Statement:
    def find(id: UUID, viewer: UUID) -> QuerySet[User, Any]:
        person = User(pk=viewer)
        people = visible_people(viewer=person).filter(~blocks(person, "pk"))
        return people.filter(pk=id).values_list("pk")

    return compile_once(find, id=UUID, viewer=UUID)


def followable(*, viewer: User, handles: Iterable[str]) -> dict[str, User]:
    """Whom the viewer could follow, by the handle asked for; blocks, either way, leave out.

    Also under handles that are kept for them. Two queries.
    """
    wanted = set(handles)
    kept = FormerHandle.objects.filter(handle__in=wanted, until__gt=Now())
    names = dict(kept.values_list("handle", "person_id"))
    people = visible_people(viewer=viewer).filter(~blocks(viewer, "pk"))
    found = list(people.filter(Q(handle__in=wanted) | Q(pk__in=names.values())))
    by_id = {person.pk: person for person in found}
    former = {handle: by_id[id] for handle, id in names.items() if id in by_id}
    return former | {str(person.handle): person for person in found}


def people_by_id(ids: Iterable[UUID], *, viewer: User | None = None) -> dict[UUID, User]:
    """Visible people by id; who is not there (any more) is left out. One query."""
    return visible_people(viewer=viewer).in_bulk(list(set(ids)))


def follower_ids(*, followee_id: UUID, after: UUID | None = None, limit: int) -> list[UUID]:
    """Who follows a person, in order of id, after `after`."""
    follows = Follow.objects.filter(followee_id=followee_id)
    if after is not None:
        follows = follows.filter(follower_id__gt=after)
    return list(follows.order_by("follower_id").values_list("follower_id", flat=True)[:limit])


def followers_who_see_reposts(
    *, followee_id: UUID, after: UUID | None = None, limit: int
) -> list[UUID]:
    """The same without those who hide what the person reposts."""
    follows = Follow.objects.filter(followee_id=followee_id, hides_reposts=False)
    if after is not None:
        follows = follows.filter(follower_id__gt=after)
    return list(follows.order_by("follower_id").values_list("follower_id", flat=True)[:limit])


def followees(follower_id: UUID, *, reposts: bool = False) -> QuerySet[Any, UUID]:
    """The ids of those whom a person follows; with `reposts` of whom they see these."""
    follows = Follow.objects.filter(follower_id=follower_id)
    if reposts:
        follows = follows.filter(hides_reposts=False)
    return follows.values_list("followee_id", flat=True)


def all_ids(*, after: UUID | None = None, limit: int) -> list[UUID]:
    """The ids of all people, whatever their state, in order, after `after`."""
    people = User.objects.all() if after is None else User.objects.filter(pk__gt=after)
    return list(people.order_by("pk").values_list("pk", flat=True)[:limit])


def private_ids(ids: Iterable[UUID]) -> set[UUID]:
    """Those of these people who are private. One query."""
    private = User.objects.filter(pk__in=set(ids), is_private=True)
    return set(private.values_list("pk", flat=True))


def is_following(*, follower_id: UUID, followee_id: UUID) -> bool:
    return Follow.objects.filter(follower_id=follower_id, followee_id=followee_id).exists()


def people_in_list(*, owner: User, list_id: int) -> QuerySet[Listed]:
    """The rows of who is in a list and not muted; none where the list is another's."""
    rows = Listed.objects.filter(people_list=list_id, people_list__owner=owner)
    return rows.filter(~mutes(owner, "person"))


def check_list(*, owner: User, list_id: int) -> None:
    """Raises NotFound `list_not_found` where this is no list of theirs. One query."""
    if not PeopleList.objects.filter(owner=owner, pk=list_id).exists():
        raise list_not_found()


def list_not_found() -> NotFound:
    return NotFound("This list is not here, or not any more.", code="list_not_found")


def author_card(user: User | None) -> dict[str, str | None]:
    """How a person stands beside what they wrote. None is a person who is gone."""
    if user is None:
        return {"handle": None, "display_name": "Deleted person", "avatar_url": None}
    return {
        "handle": user.handle,
        "display_name": user.display_name,
        "avatar_url": user.avatar_url or None,
    }
