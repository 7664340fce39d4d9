"""What publishing costs the author, and how fast the worker writes it to 10,000 feeds."""

import json
import time
from statistics import median

import psycopg

from cruddur.devtools.console import silently
from cruddur.devtools.parts import stop_all
from tests.bench import databases
from tests.bench.load import LoadFailed, Request
from tests.bench.results import Results
from tests.bench.runs import Run
from tests.bench.servers import worker
from tests.bench.statements import ask
from tests.bench.subjects import Reader

# So many cruds in one go.
BURST = 20
MOST_TIMES = 1.2
LEAST_ROWS = 30_000
POLL_SECONDS = 0.005
PATIENCE_SECONDS = 120


def measure_publishing(run: Run, results: Results) -> None:
    """With the worker at work, on the largest of the databases, which is as before afterwards."""
    size = run.largest
    pair, subjects, database = run.pair(size), run.subjects(size), run.database(size)
    databases.settle(database)
    parts = [worker(run.stack.environment, size, run.stack.logs)]
    newest = databases.newest_post(database)
    try:
        parts[0].start()
        followed, unfollowed = _acknowledged(
            run, pair.app_url, database, [subjects.followed, subjects.unfollowed]
        )
        seconds = _burst(pair.app_url, database, subjects.followed)
    finally:
        stop_all(parts, silently)
        databases.unpublish(database, newest)
    results.publishing = {
        "acknowledged_ms_followed": 1000 * median(followed),
        "acknowledged_ms_unfollowed": 1000 * median(unfollowed),
        "followers": size.crowd,
        "rows_per_second": BURST * size.crowd / seconds,
    }
    _judge(results)


def _acknowledged(run: Run, url: str, database: str, authors: list[Reader]) -> list[list[float]]:
    """Seconds until each author is answered, again and again, one at a time in turn."""
    taken: list[list[float]] = [[] for _ in authors]
    for _ in range(max(5, int(run.meter.plan.rounds * run.meter.plan.seconds))):
        for author, times in zip(authors, taken, strict=True):
            times.append(_publish(url, author))
            _wait_until_written(database)
    return taken


def _publish(url: str, author: Reader) -> float:
    body = json.dumps({"text": "Measured while it is published", "expires_in": None})
    asked = author.asks_app("/posts", "POST", **{"Content-Type": "application/json"})
    request = Request(asked.path, asked.method, asked.headers, body)
    began = time.perf_counter()
    status, _, answer = ask(url, request)
    taken = time.perf_counter() - began
    if status != 201:
        raise LoadFailed(f"a crud was answered with {status}: {answer!r}")
    return taken


def _burst(url: str, database: str, author: Reader) -> float:
    """Seconds from the first of many cruds being sent until all feeds have all of them."""
    began = time.perf_counter()
    for _ in range(BURST):
        _publish(url, author)
    _wait_until_written(database)
    return time.perf_counter() - began


def _wait_until_written(database: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    with psycopg.connect(database, autocommit=True) as connection:
        while time.monotonic() < deadline:
            waiting = connection.execute(
                "SELECT FROM procrastinate_jobs WHERE task_name LIKE 'apps.timelines.%'"
                " AND status IN ('todo', 'doing') LIMIT 1"
            )
            if waiting.fetchone() is None:
                return
            time.sleep(POLL_SECONDS)
    raise LoadFailed("the worker has not written the feeds")


def _judge(results: Results) -> None:
    found = results.publishing
    times = found["acknowledged_ms_followed"] / found["acknowledged_ms_unfollowed"]
    results.judge(
        f"publish with {found['followers']:,} followers against none: acknowledged",
        wanted=f"within {MOST_TIMES} times",
        found=f"{times:.2f} times",
        met=times <= MOST_TIMES,
    )
    results.judge(
        "feed rows written",
        wanted=f"{LEAST_ROWS:,}/s or more",
        found=f"{found['rows_per_second']:,.0f}/s",
        met=found["rows_per_second"] >= LEAST_ROWS,
    )
