"""What posts tell people of that other rooms have done."""

from apps.core.events import on
from apps.media.events import MediaProcessed
from apps.realtime.services import publish


def register() -> None:
    on(MediaProcessed, media_processed)


def media_processed(event: MediaProcessed) -> None:
    """An upload is checked: let its owner's open composers know."""
    publish([event.owner_id], "media", {"media_id": str(event.media_id)})
