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


@pytest.mark.parametrize(
    "text", ["", "0" * 25, "8" + "0" * 25, "I" * 26, "0" * 26 + "\n", "é" * 26]
)
def test_what_is_no_id(text: str) -> None:
    assert not table.is_ulid(text)
