"""From an upload to the files that are shown, and away with them.

Everything here may run twice, late, or beside itself: files have the same names each time, and
a row changes only while it is being processed.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction

from apps.core.events import announce
from apps.media import limits, storage
from apps.media.events import MediaProcessed
from apps.media.models import Media
from apps.media.pictures import Picture, Refused
from apps.media.sandbox import make_picture

NOT_THERE = "The picture did not arrive. Please upload it again."
TOO_MANY_BYTES = "This picture is larger than was said. Please upload it again."


def process(*, media_id: int, key: str) -> None:
    """Check an upload, make what is shown of it, and delete it as it came."""
    media = Media.objects.filter(pk=media_id)
    for purpose in media.filter(state=Media.State.PROCESSING).values_list("purpose", flat=True):
        _settle(media_id, _outcome(key, purpose))
    storage.delete_upload(key)
    if not media.exists():
        # Deleted in the meantime, and its files perhaps removed before we wrote ours.
        storage.delete_files(key)


def _outcome(key: str, purpose: str) -> Picture | Refused:
    """The picture, its files written; or why there is none."""
    original = storage.read_upload(key, limit=limits.MAX_BYTES + 1)
    if original is None:
        return Refused(NOT_THERE)
    if len(original) > limits.MAX_BYTES:
        return Refused(TOO_MANY_BYTES)
    try:
        picture = make_picture(original, purpose)
    except Refused as refused:
        return refused
    for file in picture.files:
        storage.write_file(key, file.name, body=file.body, content_type=file.type)
    return picture


@transaction.atomic
def _settle(media_id: int, outcome: Picture | Refused) -> None:
    """Write down the outcome, unless the row is gone or another run was first."""
    processing = Media.objects.filter(pk=media_id, state=Media.State.PROCESSING)
    media = processing.select_for_update().first()
    if media is None:
        return
    if isinstance(outcome, Refused):
        media.state, media.reason = Media.State.REFUSED, outcome.reason
    else:
        media.state = Media.State.READY
        media.width, media.height = outcome.width, outcome.height
        media.blur, media.animated = outcome.blur, outcome.animated
        media.sources = [{"name": f.name, "width": f.width, "type": f.type} for f in outcome.files]
    # The alternative text may have been changed by a request beside this.
    media.save(update_fields=["state", "reason", "width", "height", "blur", "animated", "sources"])
    announce(MediaProcessed(media.pk, media.owner_id, media.state))


def remove_files(*, files: Mapping[str, Iterable[str]]) -> None:
    """Remove the files of media that are gone: their keys, each with its paths on the site."""
    for key in files:
        storage.delete_upload(key)
        storage.delete_files(key)
    storage.purge(path for paths in files.values() for path in paths)
