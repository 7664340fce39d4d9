"""How results are shown: a table for the terminal and for docs/bench/README.md."""

from collections.abc import Sequence
from typing import Any

from tests.bench.results import Results

COLUMNS = (
    "", "requests/s", "floor", "ratio", "p50", "p99", "floor p50", "queries", "bytes",
    "CPU web", "CPU PostgreSQL", "floor's CPU",
)  # fmt: skip


def comparison_rows(results: Results) -> list[list[str]]:
    return [_row(each) for each in results.comparisons]


def _row(each: dict[str, Any]) -> list[str]:
    app, floor = each["app"], each["floor"]
    return [
        each["title"],
        f"{app['requests_per_second']:,.0f}",
        f"{floor['requests_per_second']:,.0f}",
        f"{each['ratio']:.2f}",
        f"{app['p50']:.1f}",
        f"{app['p99']:.1f}",
        f"{floor['p50']:.1f}",
        str(app["queries"]),
        f"{app['bytes']:,}",
        f"{app['web_cpu']:.2f}",
        f"{app['postgres_cpu']:.2f}",
        f"{floor['web_cpu']:.2f} + {floor['postgres_cpu']:.2f}",
    ]


def as_text(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of columns as wide as they need to be: the first to the left, numbers to the right."""
    table = [header, *rows]
    widths = [max(len(row[at]) for row in table) for at in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    )
