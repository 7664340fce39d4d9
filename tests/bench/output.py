"""Where results go: the terminal, results.json, README.md and growth.svg."""

import json
import subprocess
from pathlib import Path

from cruddur.devtools.console import Refusal, show
from cruddur.devtools.install import PLOT_PYTHON
from tests.bench import report
from tests.bench.results import Results

PLOT = Path(__file__).with_name("plot.py")


def show_tables(results: Results) -> None:
    for header, rows in report.tables(results):
        show("\n" + report.as_text(header, rows))


def show_statements(results: Results) -> None:
    """The SQL of one answer of each comparison."""
    for row in results.comparisons:
        for server in ("app", "floor"):
            show("\n".join([f"\n── {row['name']}, {server}", *row[server]["statements"]]))


def keep(results: Results, directory: Path) -> Path:
    """The figures alone, into a directory."""
    directory.mkdir(parents=True, exist_ok=True)
    kept = directory / "results.json"
    kept.write_text(json.dumps(results.as_json(), indent=2, ensure_ascii=False) + "\n")
    return kept


def write(results: Results, directory: Path) -> None:
    """Everything, into a directory."""
    kept = keep(results, directory)
    (directory / "README.md").write_text(report.as_markdown(results))
    if results.growth:
        _plot(kept, directory / "growth.svg")
    show(f"\nWritten to {directory}.")


def _plot(results: Path, target: Path) -> None:
    command = [str(PLOT_PYTHON), str(PLOT), str(results), str(target)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Refusal(f"The plot failed: {done.stderr}")
