"""How results are shown: on the terminal, and as docs/bench/README.md."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.bench.results import Results

Rows = Sequence[Sequence[str]]

VERDICTS = ("aim", "wanted", "found", "")
COMPARISONS = (
    "", "requests/s", "floor", "ratio", "p50 ms", "p99 ms", "queries", "bytes",
    "CPU ms: web", "PostgreSQL", "tool",
    "floor: p50 ms", "p99 ms", "queries", "CPU ms: web", "PostgreSQL",
)  # fmt: skip
GROWTH = ("home feed, p50 ms", "cruds", "app", "floor")
OTHERS = ("also", "found")
PUBLISHING = {
    "acknowledged_ms_followed": "publish, many followers: acknowledged after ms (median)",
    "acknowledged_ms_unfollowed": "publish, no followers: acknowledged after ms (median)",
    "followers": "followers",
    "rows_per_second": "feed rows written a second",
}
INTRODUCTION = """\
# What the bench found

Written by `make bench`; how it measures is in [bench](../bench.md). Each line compares the app \
with its floor: a bare WSGI function with one query written by hand, on the same server, pool and \
database, measured in turn with it. Latencies are those of a closed loop of 8 connections, in \
which the load tool takes its share of the same cores; CPU is per request.
"""
CURVES = "![p50 of the home feed by the number of cruds](growth.svg)"


def verdict_rows(results: Results) -> Rows:
    return [
        (each.title, each.wanted, each.found, "met" if each.met else "not met")
        for each in results.verdicts
    ]


def comparison_rows(results: Results) -> Rows:
    return [_comparison(each) for each in results.comparisons]


def _comparison(each: dict[str, Any]) -> Sequence[str]:
    app, floor = each["app"], each["floor"]
    return (
        each["title"],
        f"{app['requests_per_second']:,.0f}",
        f"{floor['requests_per_second']:,.0f}",
        f"{each['ratio']:.2f}",
        f"{app['p50']:.1f}",
        f"{app['p99']:.1f}",
        str(len(app["statements"])),
        f"{app['bytes']:,}",
        f"{app['web_cpu']:.2f}",
        f"{app['postgres_cpu']:.2f}",
        f"{app['load_cpu']:.2f}",
        f"{floor['p50']:.1f}",
        f"{floor['p99']:.1f}",
        str(len(floor["statements"])),
        f"{floor['web_cpu']:.2f}",
        f"{floor['postgres_cpu']:.2f}",
    )


def other_rows(results: Results) -> Rows:
    rows = [(PUBLISHING[name], f"{value:,.1f}") for name, value in results.publishing.items()]
    for number, samples in enumerate(results.memory.get("workers_mb", ()), start=1):
        first, third, last = samples[0], samples[len(samples) // 3], samples[-1]
        rows.append(
            (
                f"memory of web worker {number} in {results.memory['seconds']:.0f} s, MB",
                f"{first:.0f} at first, {third:.0f} after a third, {last:.0f} in the end",
            )
        )
    return rows


def growth_rows(results: Results) -> Rows:
    p50 = {(row["readers"], row["posts"], row["server"]): row["p50"] for row in results.growth}
    places = dict.fromkeys((readers, posts) for readers, posts, _ in p50)
    return [
        (
            readers,
            f"{posts:,}",
            f"{p50[readers, posts, 'app']:.1f}",
            f"{p50[readers, posts, 'floor']:.1f}",
        )
        for readers, posts in sorted(places)
    ]


def tables(results: Results) -> Iterator[tuple[Sequence[str], Rows]]:
    """(header, rows) of each table that has any."""
    for header, rows in (
        (COMPARISONS, comparison_rows(results)),
        (GROWTH, growth_rows(results)),
        (OTHERS, other_rows(results)),
        (VERDICTS, verdict_rows(results)),
    ):
        if rows:
            yield header, rows


def as_text(header: Sequence[str], rows: Rows) -> str:
    """Columns as wide as they need to be: words to the left, numbers to the right."""
    table = [header, *rows]
    widths = [max(len(row[at]) for row in table) for at in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    )


def as_markdown(results: Results) -> str:
    parts = [INTRODUCTION, _machine(results)]
    parts += [_markdown_table(header, rows) for header, rows in tables(results)]
    if results.growth:
        parts.append(CURVES)
    return "\n".join(part + "\n" for part in parts).replace("\n\n\n", "\n\n")


def _machine(results: Results) -> str:
    return ", ".join(f"{name} {value}" for name, value in results.machine.items()) + "."


def _markdown_table(header: Sequence[str], rows: Rows) -> str:
    rule = ["---", *("---:" for _ in header[1:])]
    return "\n".join("| " + " | ".join(row) + " |" for row in (header, rule, *rows))
