"""The app beside its floor: requests/s, latencies, queries, bytes and CPU of both."""

from dataclasses import asdict
from typing import Any

from tests.bench import databases
from tests.bench.comparisons import CONNECTIONS, Asked, Comparison
from tests.bench.load import dealt
from tests.bench.measure import Measured, Side
from tests.bench.results import Results
from tests.bench.runs import Run
from tests.bench.servers import Pair
from tests.bench.statements import Answer


def compare(comparison: Comparison, run: Run, results: Results) -> None:
    """On the largest of the databases."""
    pair = run.pair(run.largest)
    asked = comparison.ask(run.subjects(run.largest))
    app = Side(pair.app_url, asked.app, pair.app, comparison.status)
    floor = Side(pair.floor_url, asked.floor, pair.floor, comparison.status)
    try:
        measured = run.meter.compare([app, floor])
        # Not the same of each: what is done already would take less.
        answers = [
            run.log.ask(app.url, app.scripts[0][0]),
            run.log.ask(floor.url, floor.scripts[-1][0]),
        ]
    finally:
        _undo(run, pair, asked)
    row = {
        "name": comparison.name,
        "title": comparison.title,
        "posts": run.largest.posts,
        "app": _told(measured[0], answers[0]),
        "floor": _told(measured[1], answers[1]),
        "ratio": measured[0].requests_per_second / measured[1].requests_per_second,
    }
    results.comparisons.append(row)
    _judge(comparison, row, results)


def _undo(run: Run, pair: Pair, asked: Asked) -> None:
    """Put back what was done, and forget the jobs that came of it: no worker is there for them."""
    if not asked.undo:
        return
    scripts = dealt([[request] for request in asked.undo], CONNECTIONS)
    run.meter.load.drive(pair.app_url, scripts, amount=len(asked.undo))
    databases.settle(run.database(pair.size))


def _told(measured: Measured, answer: Answer) -> dict[str, Any]:
    return {
        **asdict(measured),
        "statements": answer.statements,
        "bytes": len(answer.body),
    }


def _judge(comparison: Comparison, row: dict[str, Any], results: Results) -> None:
    if comparison.aim is not None:
        results.judge(
            comparison.title,
            wanted=f"{comparison.aim:.2f} of the floor's requests/s",
            found=f"{row['ratio']:.2f}",
            met=row["ratio"] >= comparison.aim,
        )
    if comparison.most_queries is not None:
        queries = len(row["app"]["statements"])
        results.judge(
            f"{comparison.title}: queries",
            wanted=f"at most {comparison.most_queries}",
            found=str(queries),
            met=queries <= comparison.most_queries,
        )
