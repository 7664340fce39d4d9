"""Background work of this room. Delivered at least once; see services for why that is safe."""

from uuid import UUID

from procrastinate.contrib.django import app

from apps.core.tasks import PATIENT
from apps.timelines import services


@app.task(retry=PATIENT)
def fan_out(post_id: int, author_id: str) -> None:
    services.fan_out(post_id=post_id, author_id=UUID(author_id))


@app.task(retry=PATIENT)
def withdraw(post_ids: list[int], author_id: str) -> None:
    services.withdraw(post_ids=post_ids, author_id=UUID(author_id))


@app.task(retry=PATIENT)
def backfill(owner_id: str, followee_id: str) -> None:
    services.backfill(owner_id=UUID(owner_id), followee_id=UUID(followee_id))


@app.task(retry=PATIENT)
def clean(owner_id: str, followee_id: str) -> None:
    services.clean(owner_id=UUID(owner_id), followee_id=UUID(followee_id))
