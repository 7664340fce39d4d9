"""Numbers that autoscaling and alarms go by, as lines of CloudWatch's embedded metric format.

Where standard output goes to CloudWatch Logs nothing else is needed: no library, no call, no
right. Off unless METRICS=1. Every process says its own once a minute; none has dimensions.
"""

import logging
import sys
import threading
import time
from collections.abc import Mapping

import orjson
from django.conf import settings
from django.db import connection

EVERY_SECONDS = 60
UNITS = {
    # Open streams of the process.
    "Streams": "Count",
    # Jobs that are due and that nobody has begun, and for how long the first of them has been.
    # All workers say the same.
    "Waiting": "Count",
    "OldestWaiting": "Seconds",
}
# A job that was not put off is due from when it was deferred; ids rise with time.
_WAITING = """
    WITH due AS (
        SELECT count(*) AS number, min(scheduled_at) AS scheduled,
               min(id) FILTER (WHERE scheduled_at IS NULL) AS first
        FROM procrastinate_jobs
        WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= clock_timestamp())
    )
    SELECT number, extract(epoch FROM clock_timestamp() - least(
        scheduled, (SELECT min(at) FROM procrastinate_events WHERE job_id = first)
    ))::float
    FROM due
"""

logger = logging.getLogger(__name__)


def emit(numbers: Mapping[str, float]) -> None:
    """Say the numbers named in UNITS."""
    directive = {
        "Namespace": settings.METRICS_NAMESPACE,
        "Dimensions": [[]],
        "Metrics": [{"Name": name, "Unit": UNITS[name]} for name in numbers],
    }
    now = time.time_ns() // 1_000_000
    line = {"_aws": {"Timestamp": now, "CloudWatchMetrics": [directive]}, **numbers}
    # In one piece, so that it does not mix with lines of other threads.
    sys.stdout.write(orjson.dumps(line).decode() + "\n")
    sys.stdout.flush()


def waiting() -> dict[str, float]:
    """How many jobs wait, and for how many seconds the first of them."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        number, seconds = cursor.fetchone()
    return {"Waiting": number, "OldestWaiting": max(0.0, round(seconds or 0.0, 3))}


def tell_of_the_queue() -> None:
    """Say every minute what waits, in a thread of its own: a job that did it would wait as well."""
    if settings.METRICS:
        threading.Thread(target=_tell_for_ever, name="metrics", daemon=True).start()


def _tell_for_ever() -> None:
    while True:
        time.sleep(EVERY_SECONDS)
        try:
            emit(waiting())
        except Exception:
            # PostgreSQL is away, most likely. Silence is a sign as well.
            logger.exception("What waits could not be counted")
        finally:
            connection.close()
