"""Background work of this room. Delivered at least once; see services for why that is safe."""

from uuid import UUID

from procrastinate.contrib.django import app

from apps.core.tasks import PATIENT
from apps.timelines import services, upkeep


@app.task(retry=PATIENT)
def fan_out(post_id: int, author_id: str) -> None:
    services.fan_out(post_id=post_id, author_id=UUID(author_id))


@app.task(retry=PATIENT)
def fan_out_repost(repost_id: int, post_id: int, reposter_id: str) -> None:
    services.fan_out_repost(repost_id=repost_id, post_id=post_id, reposter_id=UUID(reposter_id))


@app.task(retry=PATIENT)
def withdraw(post_ids: list[int], author_id: str, told: bool = True) -> None:
    """Take posts (or reposts, which nobody is told of) out of feeds."""
    services.withdraw(positions=post_ids, author_id=UUID(author_id))
    if told:
        services.tell_followers(author_id=UUID(author_id), kind="post_gone", posts=post_ids)


@app.task(retry=PATIENT)
def tell_changed(post_id: int, author_id: str) -> None:
    services.tell_followers(author_id=UUID(author_id), kind="post_changed", posts=[post_id])


@app.task(retry=PATIENT)
def fan_out_tags(post_id: int) -> None:
    services.fan_out_tags(post_id=post_id)


@app.task(retry=PATIENT)
def retag(post_id: int, dropped: list[str]) -> None:
    services.retag(post_id=post_id, dropped=dropped)


@app.task(retry=PATIENT)
def refresh(owner_id: str) -> None:
    """Make a feed what the rule says."""
    upkeep.refresh(owner_id=UUID(owner_id))


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="timelines.trim_feeds")
def trim_feeds(timestamp: int) -> None:
    """Cut off the ends of feeds that have become too long."""
    upkeep.trim_all()
