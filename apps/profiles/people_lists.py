"""Lists of people that somebody has put together. Nobody but their owner knows of them.

What the people in a list post is a feed: apps.timelines. Who blocks whom is in none of the
other's lists: services.block.
"""

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from apps.core.errors import Conflict, Invalid
from apps.core.pagination import (
    Page,
    cut_page,
    decode_cursor,
    decode_id_cursor,
    invalid_cursor,
)
from apps.core.text import clean_text
from apps.profiles.models import Listed, PeopleList, User
from apps.profiles.selectors import check_list, list_not_found, visible_people
from apps.profiles.services import check_blocks, lock_people

NAME_LENGTH = 50
MOST_LISTS = 50
MOST_IN_LIST = 100


@transaction.atomic
def create_list(*, owner: User, name: str) -> int:
    """The id of a new list.

    Raises Invalid (the text's codes, `too_many_lists`) and Conflict `list_exists`.
    """
    lock_people(owner.pk)
    if PeopleList.objects.filter(owner=owner).count() >= MOST_LISTS:
        raise Invalid(f"There is room for {MOST_LISTS} lists.", code="too_many_lists")
    return _write(PeopleList(owner=owner), name)


@transaction.atomic
def rename_list(*, owner: User, list_id: int, name: str) -> None:
    """Raises NotFound, Invalid (the text's codes) and Conflict `list_exists`."""
    _write(_hold(owner, list_id), name)


def _write(people_list: PeopleList, name: str) -> int:
    people_list.name = clean_text(name, max_length=NAME_LENGTH, field="name", multiline=False)
    try:
        with transaction.atomic():
            people_list.save()
    except IntegrityError as error:
        raise Conflict.field("name", "list_exists", "You have a list of that name.") from error
    return people_list.pk


@transaction.atomic
def delete_list(*, owner: User, list_id: int) -> None:
    """Raises NotFound."""
    _hold(owner, list_id).delete()


@transaction.atomic
def add_person(*, owner: User, list_id: int, person: User) -> None:
    """Put a person into a list, where they may be already.

    Raises NotFound (`list_not_found`, and where they block), Conflict `blocked`, Invalid
    `too_many_in_list`.
    """
    # So that no block comes in between.
    lock_people(owner.pk, person.pk)
    check_blocks(owner, person)
    listed = Listed.objects.filter(people_list=_hold(owner, list_id))
    if listed.filter(person=person).exists():
        return
    if listed.count() >= MOST_IN_LIST:
        raise Invalid(
            f"There is room for {MOST_IN_LIST} people in a list.", code="too_many_in_list"
        )
    Listed.objects.create(people_list_id=list_id, person=person)


@transaction.atomic
def remove_person(*, owner: User, list_id: int, person: User) -> None:
    """Take a person out of a list, where they may not be. Raises NotFound."""
    Listed.objects.filter(people_list=_hold(owner, list_id), person=person).delete()


def _hold(owner: User, list_id: int) -> PeopleList:
    """Lock one's own list: who is in it is counted, and it stays, until the transaction ends."""
    lists = PeopleList.objects.select_for_update(no_key=True)
    people_list = lists.filter(owner=owner, pk=list_id).first()
    if people_list is None:
        raise list_not_found()
    return people_list


def own_list(*, owner: User, list_id: int) -> PeopleList:
    """A list with `people`, how many are in it. Raises NotFound. One query."""
    people_list = _own(owner).filter(pk=list_id).first()
    if people_list is None:
        raise list_not_found()
    return people_list


def own_lists(*, owner: User, cursor: str | None, limit: int) -> Page[PeopleList]:
    """One's lists by name, each with `people`. One query."""
    return _page(_own(owner), cursor, limit)


def lists_for(*, owner: User, person: User, cursor: str | None, limit: int) -> Page[PeopleList]:
    """The same, each with `contains`, whether `person` is in it. One query."""
    listed = Listed.objects.filter(people_list=OuterRef("pk"), person=person)
    return _page(_own(owner).annotate(contains=Exists(listed)), cursor, limit)


def people_in(*, owner: User, list_id: int, cursor: str | None, limit: int) -> Page[User]:
    """Who is in a list and may be seen, last added first. Raises NotFound. Two queries."""
    check_list(owner=owner, list_id=list_id)
    people = visible_people(viewer=owner).filter(listed_in__people_list=list_id)
    people = people.annotate(position=F("listed_in__position"))
    after = decode_id_cursor(cursor)
    if after is not None:
        people = people.filter(position__lt=after)
    rows = list(people.order_by("-position")[: limit + 1])
    return cut_page(rows, limit=limit, position=lambda row: row.position)  # type: ignore[attr-defined]


def _own(owner: User) -> QuerySet[PeopleList]:
    # Who `people_in` answers: a number beyond it would tell of who cannot be seen.
    visible = visible_people(viewer=owner).filter(listed_in__people_list=OuterRef("pk"))
    counted = visible.order_by().values("listed_in__people_list").annotate(number=Count("pk"))
    people = Coalesce(Subquery(counted.values("number")), 0)
    return PeopleList.objects.filter(owner=owner).annotate(people=people)


def _page(lists: QuerySet[PeopleList], cursor: str | None, limit: int) -> Page[PeopleList]:
    lists = lists.annotate(key=Lower("name"))
    if cursor is not None:
        match decode_cursor(cursor):
            case str(after) if "\0" not in after:
                lists = lists.filter(key__gt=after)
            case _:
                raise invalid_cursor()
    rows = list(lists.order_by("key")[: limit + 1])
    return cut_page(rows, limit=limit, position=lambda row: row.key)  # type: ignore[attr-defined]
