from dataclasses import dataclass

import pytest
from django.db import transaction

from apps.core import events


@dataclass(frozen=True)
class Rang:
    times: int


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        events.announce(Rang(1))


@pytest.mark.django_db
def test_handlers_are_called_with_events_of_their_kind_only() -> None:
    heard: list[Rang] = []
    events.on(Rang, heard.append)
    with transaction.atomic():
        events.announce(Rang(2))
        events.announce("something else")
    assert heard == [Rang(2)]
