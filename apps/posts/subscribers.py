"""What posts do about what other rooms have done."""

from apps.core.events import on
from apps.media.events import MediaProcessed
from apps.posts import tasks
from apps.profiles.events import PrivacyChanged
from apps.realtime.services import publish


def register() -> None:
    on(MediaProcessed, media_processed)
    on(PrivacyChanged, privacy_changed)


def media_processed(event: MediaProcessed) -> None:
    """An upload is checked: let its owner's open composers know."""
    publish([event.owner_id], "media", {"media_id": str(event.media_id)})


def privacy_changed(event: PrivacyChanged) -> None:
    """Counts tell of no private cruds. Once more for what is being written at this moment."""
    author = str(event.user_id)
    tasks.recount_linked.defer(author_id=author)
    tasks.recount_linked.configure(schedule_in={"seconds": 10}).defer(author_id=author)
