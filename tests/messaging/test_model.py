"""Whatever people do, and whatever becomes of the stream's records meanwhile: once it has drained,
every inbox, count and history equals a plain model's.

Records come in batches across conversations, twice, late and beside each other; the handler dies
between any two of its calls; the clock goes on, and messages expire by the worker or by TTL.
"""

import sys
import time
from datetime import datetime

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from apps.messaging import ids, projection
from tests.messaging.conftest import Shore
from tests.messaging.machine import Messaging
from tests.messaging.world import Clock, ClockedDatetime, Fuse

pytestmark = pytest.mark.django_db


@pytest.fixture
def fuse(monkeypatch: pytest.MonkeyPatch) -> Fuse:
    burning = Fuse()
    monkeypatch.setattr(projection, "dynamodb", burning)
    return burning


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made later than now is not to come before what other tests make."""
    source = ids.new_ulid.__self__  # type: ignore[attr-defined]
    monkeypatch.setattr(source, "_last", source._last)
    monkeypatch.setattr(Clock, "ahead", 0.0)
    for name, module in list(sys.modules.items()):
        if name.startswith("apps.messaging."):
            if getattr(module, "time", None) is time:
                monkeypatch.setattr(module, "time", Clock())
            if getattr(module, "datetime", None) is datetime:
                monkeypatch.setattr(module, "datetime", ClockedDatetime)


def run(shore: Shore, fuse: Fuse, examples: int, steps: int, *, same: bool) -> None:
    class Machine(Messaging):
        pass

    Machine.shore, Machine.fuse = shore, fuse
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=same,
            database=None,
            phases=[Phase.generate] if same else [Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_everything_equals_the_model(shore: Shore, fuse: Fuse) -> None:
    run(shore, fuse, examples=5, steps=25, same=True)


@pytest.mark.slow
def test_everything_equals_the_model_for_long(shore: Shore, fuse: Fuse) -> None:
    run(shore, fuse, examples=60, steps=50, same=False)
