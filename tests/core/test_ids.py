from datetime import UTC, datetime

from apps.core.ids import LARGEST_ID, first_id_at, new_id


def test_ids_of_later_moments_are_larger() -> None:
    before = first_id_at(datetime.now(UTC))
    assert before <= new_id() < first_id_at(datetime(2090, 1, 1, tzinfo=UTC)) <= LARGEST_ID


def test_ids_made_together_differ() -> None:
    assert len({new_id() for _ in range(50)}) == 50
