"""Background work of this room. Delivered at least once; see services for why that is safe."""

from uuid import UUID

from procrastinate.contrib.django import app

from apps.core.tasks import PATIENT
from apps.timelines import services


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
def backfill(owner_id: str, followee_id: str) -> None:
    services.backfill(owner_id=UUID(owner_id), followee_id=UUID(followee_id))


@app.task(retry=PATIENT)
def clean(owner_id: str, followee_id: str) -> None:
    services.clean(owner_id=UUID(owner_id), followee_id=UUID(followee_id))


@app.task(retry=PATIENT)
def fan_out_tags(post_id: int, names: list[str]) -> None:
    services.fan_out_tags(post_id=post_id, names=names)


@app.task(retry=PATIENT)
def backfill_tag(owner_id: str, name: str) -> None:
    services.backfill_tag(owner_id=UUID(owner_id), name=name)


@app.task(retry=PATIENT)
def clean_tag(owner_id: str, name: str) -> None:
    services.clean_tag(owner_id=UUID(owner_id), name=name)


@app.task(retry=PATIENT)
def clean_reposts(owner_id: str, reposter_id: str) -> None:
    services.clean_reposts(owner_id=UUID(owner_id), reposter_id=UUID(reposter_id))
