import pytest

from cruddur.devtools.checks import PYTEST, Check, Result

LINT = Check("lint", ["ruff"])


@pytest.mark.parametrize(
    ("check", "exit_code", "output", "totals"),
    [
        (LINT, 0, "All checks passed!", (1, 0)),
        (LINT, 1, "Found 3 errors.", (0, 1)),
        (PYTEST, 0, "120 passed, 2 skipped in 30.1s", (120, 0)),
        (PYTEST, 1, "2 failed, 118 passed, 1 error in 30.1s", (118, 3)),
        (PYTEST, 4, "ERROR: not found: tests/nowhere", (0, 1)),
    ],
)
def test_totals_count_tests_where_there_are_some(
    check: Check, exit_code: int, output: str, totals: tuple[int, int]
) -> None:
    assert Result(check, exit_code, output).totals == totals
