"""What people ask for with their data. The work itself is done by tasks."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from apps.account import follow_lists, tasks
from apps.account.models import Export, FollowImport
from apps.core.errors import Conflict
from apps.profiles.services import lock_people

if TYPE_CHECKING:
    from apps.profiles.models import User

BETWEEN_EXPORTS = timedelta(hours=1)


@transaction.atomic
def start_export(*, owner: "User") -> Export:
    """Have all of a person's data put into a file; the export under way where there is one.

    Raises Conflict `export_recent` within an hour of the last.
    """
    lock_people(owner.pk)
    before = Export.objects.filter(owner=owner).first()
    if before is not None:
        if before.is_under_way:
            return before
        _check_not_recent(before)
        tasks.remove_file.defer(key=before.key)
        before.delete()
    export = Export.objects.create(owner=owner)
    tasks.export.configure(lock=tasks.ONE_EXPORT).defer(export_id=export.pk)
    return export


def _check_not_recent(before: Export) -> None:
    recent = timezone.now() - before.created_at < BETWEEN_EXPORTS
    if recent and before.state == Export.State.READY:
        raise Conflict(
            "You have taken your data out within the last hour. Please wait a little.",
            code="export_recent",
        )


@transaction.atomic
def start_import(*, owner: "User", file: bytes) -> FollowImport:
    """Have the people in a file followed: one's follows, as other servers write them.

    Raises Invalid `csv_invalid`, and Conflict `import_running` while there is one under way.
    """
    rows = follow_lists.parse(file)
    lock_people(owner.pk)
    before = FollowImport.objects.filter(owner=owner).first()
    if before is not None:
        if before.state != FollowImport.State.DONE:
            raise Conflict("Your last list is still being worked on.", code="import_running")
        before.delete()
    started = FollowImport.objects.create(owner=owner, rows=rows, total=len(rows))
    tasks.import_follows.defer(import_id=started.pk)
    return started
