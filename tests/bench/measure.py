"""Measuring the app beside its floor: short rounds in turn, as the machine drifts."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from cruddur.devtools.parts import Part
from tests.bench import processes
from tests.bench.load import Drive, Load, Script

# What a round leaves unanswered is answered before the next begins.
PAUSE_SECONDS = 0.2
# Before the first round: PostgreSQL settles on a plan at the sixth use of a statement on a
# connection, and there are eight connections to each of two workers.
WARMING_REQUESTS = 400


@dataclass(frozen=True)
class Plan:
    """How long things take: rounds a side, seconds each, and seconds of load in one go where it
    is what lasts that matters.
    """

    rounds: int
    seconds: float
    sustained: float


@dataclass(frozen=True)
class Side:
    """One of those that are compared: a server, and what it is asked for."""

    url: str
    scripts: Sequence[Script]
    web: Part
    status: int = 200


@dataclass(frozen=True)
class Round:
    """One round of one side. CPU in seconds a request: of web's workers, PostgreSQL, the tool."""

    drive: Drive
    web_cpu: float
    postgres_cpu: float


@dataclass(frozen=True)
class Measured:
    """The medians of a side's rounds. Latencies and CPU in ms, CPU a request."""

    requests_per_second: float
    p50: float
    p99: float
    web_cpu: float
    postgres_cpu: float
    load_cpu: float


class Meter:
    """Drives sides with `load` and watches what it costs them and PostgreSQL."""

    def __init__(self, load: Load, postgres: Part, plan: Plan) -> None:
        self.load = load
        self.postgres = postgres
        self.plan = plan

    def compare(self, sides: Sequence[Side]) -> list[Measured]:
        """The sides in turn, round after round; in their order."""
        for side in sides:
            self._warm_up(side)
        rounds = [
            [self._round(side, self.plan.seconds) for side in sides]
            for _ in range(self.plan.rounds)
        ]
        return [summary(of_side) for of_side in zip(*rounds, strict=True)]

    def _warm_up(self, side: Side) -> None:
        amount = max(WARMING_REQUESTS, len(side.scripts))
        self.load.drive(side.url, side.scripts, amount=amount, status=side.status)

    def _round(self, side: Side, seconds: float) -> Round:
        time.sleep(PAUSE_SECONDS)
        web, postgres = _cpu(side.web), _cpu(self.postgres)
        drive = self.load.drive(side.url, side.scripts, seconds=seconds, status=side.status)
        return Round(
            drive,
            web_cpu=(_cpu(side.web) - web) / drive.requests,
            postgres_cpu=(_cpu(self.postgres) - postgres) / drive.requests,
        )


def _cpu(part: Part) -> float:
    return processes.cpu_seconds(part.process.pid) if part.process else 0.0


def summary(rounds: Sequence[Round]) -> Measured:
    """The median of each figure; a round that something else disturbed does not move it."""
    return Measured(
        requests_per_second=median(one.drive.rate for one in rounds),
        p50=median(one.drive.p50 for one in rounds),
        p99=median(one.drive.p99 for one in rounds),
        web_cpu=1000 * median(one.web_cpu for one in rounds),
        postgres_cpu=1000 * median(one.postgres_cpu for one in rounds),
        load_cpu=1000 * median(one.drive.cpu / one.drive.requests for one in rounds),
    )
