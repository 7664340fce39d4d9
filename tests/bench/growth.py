"""Whether the home feed takes longer where there is more: more cruds, more people followed."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tests.bench.comparisons import CONNECTIONS
from tests.bench.graph import Size
from tests.bench.load import Request, around
from tests.bench.measure import Side
from tests.bench.results import Results
from tests.bench.runs import Run
from tests.bench.subjects import Reader, Subjects

# How much longer it may take.
MOST = 1.2


def measure_growth(run: Run, results: Results) -> None:
    """All sizes and readers in turn, the app and the floor, as one comparison."""
    sides = {
        (who, name, size): side
        for size in run.sizes
        for who, readers in _readers(run.subjects(size), size).items()
        for name, side in _sides(run, size, readers).items()
    }
    measured = run.meter.compare(list(sides.values()))
    for (who, name, size), found in zip(sides, measured, strict=True):
        row = {"readers": who, "server": name, "posts": size.posts}
        results.growth.append(row | asdict(found))
    _judge(run, results)


def _readers(subjects: Subjects, size: Size) -> dict[str, list[Reader]]:
    return {
        "ordinary readers": subjects.readers,
        f"follows {size.few:,}": subjects.read_few,
        f"follows {size.many:,}": subjects.read_many,
    }


def _sides(run: Run, size: Size, readers: Sequence[Reader]) -> dict[str, Side]:
    pair = run.pair(size)
    app: list[Request] = [reader.asks_app("/feeds/home") for reader in readers]
    floor: list[Request] = [reader.asks_floor("/home") for reader in readers]
    return {
        "app": Side(pair.app_url, around(app, CONNECTIONS), pair.app),
        "floor": Side(pair.floor_url, around(floor, CONNECTIONS), pair.floor),
    }


def _judge(run: Run, results: Results) -> None:
    smallest = min(run.sizes, key=lambda size: size.posts)
    largest = run.largest
    if largest != smallest:
        _compare(
            results,
            f"home feed at {largest.posts:,} cruds against {smallest.posts:,}: p50",
            {"readers": "ordinary readers", "posts": largest.posts},
            {"readers": "ordinary readers", "posts": smallest.posts},
        )
    _compare(
        results,
        f"home feed with {largest.many:,} followed against {largest.few:,}: p50",
        {"readers": f"follows {largest.many:,}", "posts": largest.posts},
        {"readers": f"follows {largest.few:,}", "posts": largest.posts},
    )


def _compare(results: Results, title: str, more: dict[str, Any], less: dict[str, Any]) -> None:
    ratio = _p50(results, more) / _p50(results, less)
    results.judge(
        title, wanted=f"at most {MOST} times", found=f"{ratio:.2f} times", met=ratio <= MOST
    )


def _p50(results: Results, wanted: dict[str, Any]) -> float:
    (found,) = (
        row["p50"]
        for row in results.growth
        if row["server"] == "app" and wanted.items() <= row.items()
    )
    return float(found)
