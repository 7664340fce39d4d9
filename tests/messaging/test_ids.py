from datetime import UTC, datetime

import pytest

from apps.messaging import ids, table

SECOND = 1_000_000_000


def test_ids_rise_while_the_clock_stands_and_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([10**18, 10**18, 10**18 - 60 * SECOND, 10**18 + SECOND])
    monkeypatch.setattr("apps.messaging.ids.time.time_ns", lambda: next(moments))
    source = ids.UlidSource()
    made = [source.new() for _ in range(4)]
    assert made == sorted(set(made))
    assert all(table.is_ulid(one) for one in made)


def test_ids_rise_over_the_turn_of_the_year(monkeypatch: pytest.MonkeyPatch) -> None:
    midnight = int(datetime(2027, 1, 1, tzinfo=UTC).timestamp())
    moments = iter([midnight * SECOND - 1, midnight * SECOND, (midnight - 1) * SECOND])
    monkeypatch.setattr("apps.messaging.ids.time.time_ns", lambda: next(moments))
    source = ids.UlidSource()
    made = [source.new() for _ in range(3)]
    assert made == sorted(set(made))
    assert [ids.made_at(one).year for one in made] == [2026, 2027, 2027]


@pytest.mark.parametrize(
    "text", ["", "0" * 25, "8" + "0" * 25, "I" * 26, "0" * 26 + "\n", "é" * 26]
)
def test_what_is_no_id(text: str) -> None:
    assert not table.is_ulid(text)
