"""The figures of the bench: each measures something, tells it, and says whether its aim is met."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from tests.bench.comparisons import COMPARISONS, Comparison
from tests.bench.measure import Measured, Side
from tests.bench.results import Results, Verdict
from tests.bench.runs import Run
from tests.bench.servers import Pair
from tests.bench.statements import Answer

Figure = Callable[[Run, Results], None]


def compare(comparison: Comparison, run: Run, results: Results) -> None:
    """The app beside its floor, on the largest of the databases."""
    pair, subjects = run.pair(run.largest), run.subjects(run.largest)
    app, floor = _sides(comparison, pair, comparison.app(subjects), comparison.floor(subjects))
    measured = run.meter.compare([app, floor])
    answers = [run.log.ask(side.url, side.scripts[0][0]) for side in (app, floor)]
    row = {
        "name": comparison.name,
        "title": comparison.title,
        "posts": run.largest.posts,
        "app": _told(measured[0], answers[0]),
        "floor": _told(measured[1], answers[1]),
        "ratio": measured[0].requests_per_second / measured[1].requests_per_second,
    }
    results.comparisons.append(row)
    results.verdicts += _verdicts(comparison, row)


def _sides(comparison: Comparison, pair: Pair, app: Any, floor: Any) -> tuple[Side, Side]:
    more = {"connections": comparison.connections, "status": comparison.status}
    return (
        Side("app", pair.app_url, app, pair.app, **more),
        Side("floor", pair.floor_url, floor, pair.floor, **more),
    )


def _told(measured: Measured, answer: Answer) -> dict[str, Any]:
    return {
        **asdict(measured),
        "queries": len(answer.statements),
        "statements": answer.statements,
        "bytes": len(answer.body),
    }


def _verdicts(comparison: Comparison, row: dict[str, Any]) -> list[Verdict]:
    verdicts = [
        Verdict(
            comparison.name,
            comparison.title,
            wanted=f"{comparison.aim:.2f} of the floor",
            found=f"{row['ratio']:.2f}",
            met=row["ratio"] >= comparison.aim,
        )
    ]
    if comparison.most_queries is not None:
        queries = row["app"]["queries"]
        verdicts.append(
            Verdict(
                comparison.name,
                f"{comparison.title}: queries",
                wanted=f"at most {comparison.most_queries}",
                found=str(queries),
                met=queries <= comparison.most_queries,
            )
        )
    return verdicts


FIGURES: dict[str, Figure] = {each.name: partial(compare, each) for each in COMPARISONS}
