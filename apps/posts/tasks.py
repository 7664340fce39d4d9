"""Background work of this room."""

from procrastinate.contrib.django import app

from apps.posts import services


# Every 15 seconds (the sixth field), so that what has expired is gone well within a minute.
@app.periodic(cron="* * * * * */15")
@app.task(queueing_lock="posts.remove_expired", pass_context=False)
def remove_expired_posts(timestamp: int) -> None:
    """Remove what has expired, batch by batch. Safe to run twice, and beside itself."""
    while services.remove_expired_posts():
        pass
