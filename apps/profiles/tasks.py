"""Background work of this room. Safe to run twice, and beside itself."""

from uuid import UUID

from procrastinate.contrib.django import app

from apps.core.tasks import PATIENT
from apps.profiles import handles, muted_words, requests


@app.task(retry=PATIENT)
def accept_waiting(user_id: str) -> None:
    """Let in everybody who waits for a person who has become public."""
    while requests.accept_waiting(user_id=UUID(user_id)):
        pass


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="profiles.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Forget handles that were kept long enough, and mutes that are over."""
    handles.forget_kept()
    muted_words.forget_over()
