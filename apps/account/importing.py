"""Following the people of a list, some at a time."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from apps.account.follow_lists import our_handle
from apps.account.models import GIVEN_UP_AFTER, FollowImport
from apps.profiles.selectors import followable
from apps.profiles.services import follow, lock_people, tell_devices

if TYPE_CHECKING:
    from apps.profiles.models import User

# How many are followed in one transaction, which locks them.
CHUNK = 100


@transaction.atomic
def follow_some(*, import_id: int) -> bool:
    """Go on with a list; whether there is more of it. Safe to run twice, and beside itself.

    It ends where its owner leaves, or is suspended.
    """
    imports = FollowImport.objects.select_for_update(of=("self",)).select_related("owner")
    row = imports.filter(pk=import_id).exclude(state=FollowImport.State.DONE).first()
    if row is None:
        return False
    row.state = FollowImport.State.RUNNING
    staying = row.owner.is_active and row.owner.leaves_at is None
    if staying:
        _follow(row)
    if not staying or row.done == row.total:
        row.state, row.rows = FollowImport.State.DONE, []
    row.save()
    tell_devices(row.owner_id)
    return row.state != FollowImport.State.DONE


def _follow(row: FollowImport) -> None:
    some = row.rows[row.done : row.done + CHUNK]
    handles = {address: our_handle(address) for address, _ in some}
    people = followable(viewer=row.owner, handles=filter(None, handles.values()))
    # All at once and in one order: following locks them pair by pair.
    locked = lock_people(row.owner_id, *(person.pk for person in people.values()))
    for address, shows_reposts in some:
        person = people.get(handles[address] or "")
        if person is None or person.pk not in locked:
            row.missing.append(address)
        elif person.pk != row.owner_id:
            _follow_one(row, locked[person.pk], hides_reposts=not shows_reposts)
    row.done += len(some)


def _follow_one(row: FollowImport, person: "User", *, hides_reposts: bool) -> None:
    if not follow(follower=row.owner, followee=person, hides_reposts=hides_reposts):
        row.already += 1
    elif person.is_private:
        row.requested += 1
    else:
        row.followed += 1


def give_up() -> None:
    """End what was not finished in a day; how far it came is in the row."""
    under_way = FollowImport.objects.exclude(state=FollowImport.State.DONE)
    late = under_way.filter(created_at__lte=timezone.now() - GIVEN_UP_AFTER)
    late.update(state=FollowImport.State.DONE, rows=[])
