"""What docs/deploy.md says of costs is what the settings make of the prices."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from infra import costs
from infra.config import load

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy.md"


def total(stage: str, **settings: Any) -> float:
    return sum(line.dollars for line in costs.lines(replace(load(stage, {}), **settings)))


def test_the_page_has_the_table_of_the_small_stage() -> None:
    assert costs.table(load("small", {})) in DEPLOY.read_text()


def test_the_page_names_the_sum_of_production() -> None:
    assert f"about {total('production'):.0f}" in DEPLOY.read_text()


@pytest.mark.parametrize(
    ("setting", "value", "saved"),
    [("nat_per_zone", True, -36.5), ("waf", False, 10), ("database_multi_az", True, -13.98)],
)
def test_what_a_setting_costs(setting: str, value: bool, saved: float) -> None:
    without = total("small") - total("small", **{setting: value})
    assert without == pytest.approx(saved)
