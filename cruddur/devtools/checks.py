"""`make test`: every check of the project, with progress and one summary.

python -m cruddur.devtools.checks                  all of them, side by side where it helps
python -m cruddur.devtools.checks NAME... [-- ARG...]   these, their output as it comes;
                                                   ARGs go to pytest
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cruddur.devtools.console import show
from cruddur.devtools.environment import base_environment, production_like
from cruddur.devtools.install import FRONTEND, PYTHON, ROOT, VAR
from cruddur.devtools.lanes import side_by_side
from cruddur.devtools.parts import last_lines

LOGS = VAR / "test" / "log"
SHOWN_LINES = 120
TEST_TOTALS = re.compile(r"(\d+) (passed|failed|errors?)\b")


@dataclass(frozen=True)
class Check:
    name: str
    argv: Sequence[str]
    cwd: Path = ROOT

    def command(self, arguments: Sequence[str] = ()) -> list[str]:
        return [*self.argv, *arguments]


@dataclass(frozen=True)
class Result:
    check: Check
    exit_code: int
    output: str = ""

    @property
    def totals(self) -> tuple[int, int]:
        """Passed and failed: of the tests in it where it is pytest, else of the check itself."""
        counts = {"passed": 0, "failed": 0, "error": 0}
        if "pytest" in self.check.argv:
            for number, outcome in TEST_TOTALS.findall(self.output[-300:]):
                counts[outcome.removesuffix("s")] += int(number)
        failed = counts["failed"] + counts["error"]
        if self.exit_code:
            return counts["passed"], failed or 1
        return counts["passed"] or 1, failed


def _python(name: str, *arguments: str) -> Check:
    return Check(name, [str(PYTHON), *arguments])


# The quick ones first.
STATIC = (
    _python("lint", "-m", "ruff", "check"),
    _python("format", "-m", "ruff", "format", "--check"),
    Check("contracts", [str(PYTHON.with_name("lint-imports"))]),
    _python("deploy", "manage.py", "check", "--deploy", "--fail-level=WARNING"),
    _python("schema", "-m", "cruddur.devtools.schema"),
    _python("migrations", "manage.py", "makemigrations", "--check", "--dry-run"),
    _python("types", "-m", "mypy"),
)
FRONTEND_CHECK = Check("frontend", ["npm", "run", "--silent", "check"], FRONTEND)
PYTEST = _python("pytest", "-m", "pytest")
# Two browsers on two stacks: a journey is mostly waiting.
E2E = Check(
    "e2e",
    ["env", "STACK_EACH=1", str(PYTHON), "-m", "pytest", "-n", "2", "-m", "e2e", "tests/e2e"],
)
SLOW = _python("slow", "-m", "pytest", "-m", "slow")
BY_NAME = {check.name: check for check in (*STATIC, FRONTEND_CHECK, PYTEST, E2E, SLOW)}
DEFAULT_ARGUMENTS = {"pytest": ["-n", "2"]}


def main(argv: list[str]) -> int:
    names, arguments = _split(argv)
    if not names:
        return run_all()
    if unknown := [name for name in names if name not in BY_NAME]:
        show(f"There is no check named {', '.join(unknown)}; there are {', '.join(BY_NAME)}.")
        return 2
    return run_named([BY_NAME[name] for name in names], arguments)


def run_named(checks: Sequence[Check], arguments: Sequence[str]) -> int:
    """Run these one after the other, their output as it comes; the first bad exit code."""
    codes = []
    for check in checks:
        extra = arguments or DEFAULT_ARGUMENTS.get(check.name, ())
        command = check.command(extra if "pytest" in check.argv else ())
        codes.append(subprocess.run(command, cwd=check.cwd, env=_environment(check)).returncode)
    return next(filter(None, codes), 0)


def run_all() -> int:
    """Static checks and the frontend's side by side, then the tests, each with both cores."""
    static, frontend = side_by_side(
        lambda: [_run(check) for check in STATIC], lambda: [_run(FRONTEND_CHECK)]
    )
    return _summarise([*static, *frontend, _run(PYTEST), _run(E2E)])


def _run(check: Check) -> Result:
    started = time.monotonic()
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{check.name}.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            check.command(DEFAULT_ARGUMENTS.get(check.name, ())),
            cwd=check.cwd,
            env=_environment(check),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    while process.poll() is None:
        said = "".join(last_lines(log, 1))
        show(f"  … {check.name} ({time.monotonic() - started:.0f} s) {said}", live_only=True)
        time.sleep(0.2)
    show(
        f"  {'✗' if process.returncode else '✓'} {check.name} ({time.monotonic() - started:.1f} s)"
    )
    return Result(check, process.returncode, log.read_text(errors="replace"))


def _environment(check: Check) -> dict[str, str]:
    """Tests bring a stack of their own; the rest needs settings, and nothing behind them."""
    environment = base_environment()
    for name in ("DATABASE_URL", "SECRET_KEY", "SITE_URL"):
        environment.pop(name, None)
    # The process that hands end-to-end tests to two others has no stack of its own.
    if "pytest" in check.argv and check is not E2E:
        return environment
    return environment | production_like()


def _summarise(results: Sequence[Result]) -> int:
    for result in results:
        if result.exit_code:
            lines = result.output.rstrip().splitlines()[-SHOWN_LINES:]
            show(f"\n── {result.check.name} " + "─" * (70 - len(result.check.name)))
            show("\n".join(lines))
    failing = [result.check.name for result in results if result.exit_code]
    show(f"\nFailed: {', '.join(failing)}. Whole outputs are in {LOGS}." if failing else "")
    passed, failed = (sum(column) for column in zip(*(r.totals for r in results), strict=True))
    show(f"{passed} passed, {failed} failed")
    return 1 if failing else 0


def _split(argv: list[str]) -> tuple[list[str], list[str]]:
    if "--" not in argv:
        return argv, []
    at = argv.index("--")
    return argv[:at], argv[at + 1 :]


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
