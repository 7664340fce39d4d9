import time
from datetime import UTC, datetime, timedelta

import pytest

from apps.core.ids import LARGEST_ID, made_at, new_id


def test_ids_of_later_moments_are_larger() -> None:
    before = new_id()
    time.sleep(0.002)
    assert before < new_id() <= LARGEST_ID


def test_ids_still_fit_in_fifty_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 3_376_684_800 * 10**9)  # in 2077
    assert new_id() <= LARGEST_ID


def test_ids_made_together_differ() -> None:
    assert len({new_id() for _ in range(50)}) == 50


def test_an_id_tells_when_it_was_made() -> None:
    assert abs(made_at(new_id()) - datetime.now(UTC)) < timedelta(seconds=1)
