"""What the tasks of the rehearsal find around them, told to the emulator in a file."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class World:
    """`network` is the beginning of the addresses that tasks get: each has one of its own, on the
    loopback interface, in place of the network interface that Fargate gives it.

    `environment` comes on top of what the task definition says; `files` are paths of the image
    and what is there instead.
    """

    logs: str
    programs: str
    network: str
    environment: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> "World":
        return cls(**json.loads(path.read_text()))

    def placed(self, text: str) -> str:
        """`text` with the paths of the image put where they are here."""
        for inside, here in self.files.items():
            text = text.replace(inside, here)
        return text
