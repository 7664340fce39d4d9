"""All figures of the bench, by the names under which they can be asked for."""

from collections.abc import Callable
from functools import partial

from tests.bench.comparing import compare
from tests.bench.comparisons import COMPARISONS
from tests.bench.growth import measure_growth
from tests.bench.memory import measure_memory
from tests.bench.messages import measure_messages
from tests.bench.publishing import measure_publishing
from tests.bench.results import Results
from tests.bench.runs import Run

FIGURES: dict[str, Callable[[Run, Results], None]] = {
    **{each.name: partial(compare, each) for each in COMPARISONS},
    "growth": measure_growth,
    "publish": measure_publishing,
    "memory": measure_memory,
    "send": measure_messages,
}
