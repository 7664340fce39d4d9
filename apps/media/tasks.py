"""Background work of this room. Delivered at least once; see processing for why that is safe."""

from procrastinate.contrib.django import app

from apps.core.tasks import PATIENT
from apps.media import processing, services


@app.task(retry=PATIENT)
def process(media_id: int, key: str) -> None:
    processing.process(media_id=media_id, key=key)


@app.task(retry=PATIENT)
def remove_files(files: dict[str, list[str]]) -> None:
    processing.remove_files(files=files)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="media.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Remove uploads that nothing uses, or whose message is over, batch by batch.

    Safe to run twice, and beside itself.
    """
    while services.sweep() + services.sweep_over():
        pass
