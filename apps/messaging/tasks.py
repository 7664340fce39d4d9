"""Background work of this room. Delivered at least once; each can run twice."""

from procrastinate.contrib.django import app

from apps.core.tasks import PATIENT
from apps.messaging import expiring


@app.task(retry=PATIENT)
def expire(conversation_id: str, message_id: str) -> None:
    expiring.expire(conversation_id=conversation_id, message_id=message_id)


@app.task(retry=PATIENT)
def remove_pictures(conversation_id: str, message_id: str) -> None:
    expiring.remove_pictures(conversation_id=conversation_id, message_id=message_id)
