"""What the rooms' background tasks have in common, and the care of the queue itself."""

from django.db import connection
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

# For work that must happen in the end: 2, 4, 8 ... seconds apart, for about a day.
PATIENT = RetryStrategy(max_attempts=16, exponential_wait=2)

# A worker says that it lives every few seconds; one silent for this long is gone.
DEAD_AFTER_SECONDS = 30


@app.periodic(cron="* * * * * */20")
@app.task(queueing_lock="core.retry_stalled_jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Hand the jobs of a worker that died in the middle to those that live."""
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS)
    for job in stalled:
        await app.job_manager.retry_job(job)


def forget_jobs(naming: str) -> int:
    """Delete the jobs, waiting or failed, that name something; how many. Not those at work."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status <> 'doing'"
            " AND strpos(concat_ws(' ', args::text, lock, queueing_lock), %s) > 0",
            [naming],
        )
        forgotten: int = cursor.rowcount
    return forgotten
