"""Background work of this room. Delivered at least once; each can run twice."""

from procrastinate.contrib.django import app

from apps.core.tasks import PATIENT
from apps.messaging import expiring, pictures


@app.task(retry=PATIENT)
def expire(conversation_id: str, message_id: str) -> None:
    expiring.expire(conversation_id=conversation_id, message_id=message_id)


@app.task(retry=PATIENT)
def remove_pictures(conversation_id: str, message_id: str) -> None:
    expiring.remove_pictures(conversation_id=conversation_id, message_id=message_id)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="messaging.settle_pictures", pass_context=False)
def settle_pictures(timestamp: int) -> None:
    """Remove pictures of messages that were never sent, batch by batch."""
    while pictures.settle_pictures():
        pass
