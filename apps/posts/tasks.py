"""Background work of this room. Safe to run twice, and beside itself."""

from procrastinate.contrib.django import app

from apps.posts import drafts, removal


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
