"""What a run found, as it is kept in results.json."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Verdict:
    """One aim: what was wanted and what came out, in words, and whether that meets it."""

    title: str
    wanted: str
    found: str
    met: bool


@dataclass
class Results:
    """`comparisons` are of the app with its floor, `growth` of the app and the floor with
    themselves at other sizes; `publishing` and `memory` are single figures by name.
    """

    machine: dict[str, str] = field(default_factory=dict)
    comparisons: list[dict[str, Any]] = field(default_factory=list)
    growth: list[dict[str, Any]] = field(default_factory=list)
    publishing: dict[str, float] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Without the statements themselves: a number will do."""
        told = asdict(self)
        for row in told["comparisons"]:
            for server in (row["app"], row["floor"]):
                server["queries"] = len(server.pop("statements"))
        return told

    def judge(self, title: str, *, wanted: str, found: str, met: bool) -> None:
        self.verdicts.append(Verdict(title, wanted, found, met))
