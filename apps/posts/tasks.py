"""Background work of this room. Safe to run twice, and beside itself."""

from uuid import UUID

from procrastinate.contrib.django import app

from apps.core.tasks import PATIENT
from apps.posts import counters, drafts, removal


# Every 15 seconds (the sixth field), so that what has expired is gone well within a minute.
@app.periodic(cron="* * * * * */15")
@app.task(queueing_lock="posts.remove_expired")
def remove_expired_posts(timestamp: int) -> None:
    """Remove what has expired, batch by batch."""
    while removal.remove_expired():
        pass


@app.periodic(cron="* * * * * */15")
@app.task(queueing_lock="posts.publish_due_drafts")
def publish_due_drafts(timestamp: int) -> None:
    """Publish what is scheduled for now."""
    drafts.publish_due_drafts()


@app.task(retry=PATIENT)
def recount_linked(author_id: str) -> None:
    """Count anew what a person's replies and quotes are counted towards."""
    counters.recount_linked(UUID(author_id))
