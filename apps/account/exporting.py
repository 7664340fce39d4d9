"""Making the file of an export, and removing it in the end.

A run may be stopped anywhere: the next one starts over, with the same name for the file. The
file is made on disk without a name there, so nothing is left of a worker that dies.
"""

import logging
import tempfile
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from procrastinate import RetryStrategy

from apps.account import contents, storage
from apps.account.models import GIVEN_UP_AFTER, Export
from apps.account.progress import Progress, Withdrawn
from apps.profiles.services import tell_devices

KEPT = timedelta(days=7)
MOST_TRIES = 5
# Also what cannot be begun, as while the database restarts, is tried again.
RETRY = RetryStrategy(max_attempts=2 * MOST_TRIES, exponential_wait=2)

logger = logging.getLogger(__name__)


def run(*, export_id: int) -> None:
    """Make the file of an export. Raises what failed, unless it was the last try."""
    export = _begin(export_id)
    if export is None:
        return
    try:
        size = _make(export)
    except Withdrawn:
        return
    except Exception:
        if export.tries < MOST_TRIES:
            raise
        logger.exception("An export has failed", extra={"export": export.pk})
        _end(export, state=Export.State.FAILED)
        return
    _end(
        export,
        state=Export.State.READY,
        size=size,
        done=F("total"),
        expires_at=timezone.now() + KEPT,
    )
    if not Export.objects.filter(pk=export.pk).exists():
        # Removed meanwhile, and the file perhaps before it was there.
        storage.delete(export.key)


@transaction.atomic
def _begin(export_id: int) -> Export | None:
    """One more try; None where there is nothing to do, or too much has been tried."""
    rows = Export.objects.select_for_update(of=("self",)).select_related("owner")
    export = rows.filter(pk=export_id).first()
    if export is None or not export.is_under_way:
        return None
    if export.tries >= MOST_TRIES:
        # The worker died in the last one.
        _end(export, state=Export.State.FAILED)
        return None
    export.state, export.tries = Export.State.RUNNING, export.tries + 1
    export.done = export.total = 0
    export.save()
    return export


def _make(export: Export) -> int:
    """Write and upload the file; its size in bytes."""
    with tempfile.TemporaryFile() as file:
        contents.write(file, export.owner, Progress(export))
        size = file.tell()
        file.seek(0)
        storage.upload(export.key, file)
    return size


def _end(export: Export, *, state: str, **more: object) -> None:
    """Unless another run was first."""
    rows = Export.objects.filter(pk=export.pk, state=Export.State.RUNNING)
    rows.update(state=state, **more)
    tell_devices(export.owner_id)


def sweep() -> None:
    """Remove what is over, the file first; and give up what was not finished in a day."""
    now = timezone.now()
    for export in Export.objects.filter(expires_at__lte=now):
        storage.delete(export.key)
        export.delete()
        tell_devices(export.owner_id)
    under_way = (Export.State.WAITING, Export.State.RUNNING)
    late = Export.objects.filter(state__in=under_way, created_at__lte=now - GIVEN_UP_AFTER)
    late.update(state=Export.State.FAILED)
