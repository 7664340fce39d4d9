"""What a run found, as it is kept in results.json and shown."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Verdict:
    """One aim: what was wanted, what came out, both in words, and whether that meets it."""

    name: str
    title: str
    wanted: str
    found: str
    met: bool


@dataclass
class Results:
    """`comparisons` are rows of the app beside its floor; the rest is by kind."""

    machine: dict[str, str] = field(default_factory=dict)
    comparisons: list[dict[str, Any]] = field(default_factory=list)
    growth: list[dict[str, Any]] = field(default_factory=list)
    others: dict[str, dict[str, Any]] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def at_least(value: float, aim: float) -> bool:
    return value >= aim
