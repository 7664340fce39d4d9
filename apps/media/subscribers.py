"""What happens to files when rows change: a task, deferred in the transaction of the change."""

from itertools import islice

from apps.core.events import on
from apps.media import tasks
from apps.media.events import MediaRemoved, MediaUploaded

# How many media one task removes the files of.
CHUNK = 50


def register() -> None:
    on(MediaUploaded, media_uploaded)
    on(MediaRemoved, media_removed)


def media_uploaded(event: MediaUploaded) -> None:
    tasks.process.defer(media_id=event.media_id, key=event.key)


def media_removed(event: MediaRemoved) -> None:
    files = iter(event.files.items())
    while some := dict(islice(files, CHUNK)):
        tasks.remove_files.defer(files=some)
