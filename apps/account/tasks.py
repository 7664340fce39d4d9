"""Background work of this room. Safe to run twice, and beside itself."""

from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from apps.account import erasure, exporting, importing, storage
from apps.core.tasks import PATIENT
from apps.profiles.own_data import gone

# Exports wait for one another: one takes disk, and keeps a worker's thread busy for minutes.
ONE_EXPORT = "account.export"
# After a removal, in seconds: late records of the stream and tasks at work are done by then.
ONCE_MORE_AFTER = 60


@app.task(retry=exporting.RETRY)
def export(export_id: int) -> None:
    exporting.run(export_id=export_id)


@app.task(retry=PATIENT)
def remove_file(key: str) -> None:
    storage.delete(key)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="account.sweep")
def sweep(timestamp: int) -> None:
    """Remove exports that are over, and give up what was never finished."""
    exporting.sweep()
    importing.give_up()


@app.task(retry=PATIENT)
def import_follows(import_id: int) -> None:
    """Follow some, and defer the rest, so that other work comes in between."""
    if importing.follow_some(import_id=import_id):
        import_follows.defer(import_id=import_id)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="account.erase_who_left")
def erase_who_left(timestamp: int) -> None:
    """Begin, or begin again, with everybody whose time to come back is over."""
    for person_id in gone():
        _erase_later(person_id)


@app.task(retry=PATIENT)
def erase(person_id: str, again: bool = False) -> None:
    """Remove a person for a while, and defer the rest; when all is done, once more."""
    if not erasure.erase(person_id=UUID(person_id)):
        _erase_later(UUID(person_id), again=again)
    elif not again:
        _erase_later(UUID(person_id), again=True, seconds=ONCE_MORE_AFTER)


def _erase_later(person_id: UUID, *, again: bool = False, seconds: int = 0) -> None:
    """Unless that is waiting already. Never twice at once for one person."""
    name = f"account.erase {person_id}"
    task = erase.configure(lock=name, queueing_lock=name, schedule_in={"seconds": seconds})
    try:
        with transaction.atomic():
            task.defer(person_id=str(person_id), again=again)
    except AlreadyEnqueued:
        return
