"""`make bench`: how fast feeds are, beside a floor, and whether that stays so at a million cruds.

make bench                        all figures at 10,000, 100,000 and 1,000,000 cruds
make bench ARGS="--quick"         a short look, at 10,000 only
make bench ARGS="home thread"     these figures
make bench ARGS="browser"         how fast the app feels in a browser; "talking"; "lighthouse"
make bench ARGS="streams"         5,000 open event streams beside a bare asyncio server
"""

import argparse
import signal
import sys
from dataclasses import replace
from typing import Any

import psycopg

from cruddur.devtools.console import Refusal, show, step
from cruddur.devtools.install import ROOT
from cruddur.devtools.locks import exclusive
from cruddur.devtools.parts import PartFailed
from tests.bench import machine, output, pages
from tests.bench.figures import FIGURES
from tests.bench.graph import Size
from tests.bench.load import LoadFailed
from tests.bench.measure import Plan
from tests.bench.results import Results
from tests.bench.runs import STATE, Run, running
from tests.bench.streams import measure_streams

SIZES = (10_000, 100_000, 1_000_000)
WHOLE = Plan(rounds=7, seconds=5, sustained=300)
QUICK = Plan(rounds=3, seconds=2, sustained=20)
# What the command line may set otherwise.
PLANNED = ("rounds", "seconds", "sustained")
DOCS = ROOT / "docs" / "bench"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
RUNNING = "The bench is running from this clone already (process {pid})."


def main() -> int:
    arguments = _arguments()
    _on_signals(_interrupt)
    try:
        with exclusive(STATE / "running", RUNNING):
            if in_browser := [name for name in pages.MEASURED if name in arguments.figures]:
                pages.run(in_browser)
            elif arguments.figures == ["streams"]:
                return measure_streams()
            else:
                _run(arguments)
    except (Refusal, PartFailed, LoadFailed) as failure:
        show(f"\nThe bench has stopped: {failure}")
        return 1
    except KeyboardInterrupt:
        show("\nStopped.")
        return 130
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    known = [*FIGURES, *pages.MEASURED, "streams"]
    parser.add_argument("figures", nargs="*", choices=[[], *known], metavar="FIGURE")
    parser.add_argument("--quick", action="store_true", help="10,000 cruds, short rounds")
    parser.add_argument("--posts", type=int, nargs="+", help="other sizes", metavar="N")
    parser.add_argument("--rounds", type=int, help="rounds a side")
    parser.add_argument("--seconds", type=float, help="seconds a round")
    parser.add_argument("--sustained", type=float, help="seconds of load for memory")
    parser.add_argument("--statements", action="store_true", help="show the SQL of each answer")
    return parser.parse_args()


def _run(arguments: argparse.Namespace) -> None:
    told = {name: value for name in PLANNED if (value := getattr(arguments, name))}
    plan = replace(QUICK if arguments.quick else WHOLE, **told)
    sizes = [Size(posts) for posts in arguments.posts or (SIZES[:1] if arguments.quick else SIZES)]
    results = Results()
    with running(sizes, plan) as run:
        results.machine = machine.describe(run.stack.environment["DATABASE_URL"])
        for name in arguments.figures or FIGURES:
            _measure(name, run, results)
            # What half an hour has found is not lost with what comes after it.
            output.keep(results, STATE / "last")
    output.show_tables(results)
    if arguments.statements:
        output.show_statements(results)
    whole = not (arguments.quick or arguments.figures or arguments.posts)
    output.write(results, DOCS if whole else STATE / "last")


def _measure(name: str, run: Run, results: Results) -> None:
    """One figure; where it fails the others are still worth having."""
    try:
        with step(f"Measuring {name}"):
            FIGURES[name](run, results)
    except (LoadFailed, PartFailed, psycopg.Error) as failure:
        results.judge(name, wanted="to be measured", found=str(failure), met=False)


def _on_signals(action: Any) -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, action)


def _interrupt(number: int, frame: object) -> None:
    """Stop in order, whatever else is pressed in the meantime."""
    _on_signals(signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
