"""Whether something was already made from the present sources. Standard library only."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


def digest(*sources: Path | str) -> str:
    """A hash over the texts and the files given, the files' names included."""
    total = hashlib.sha256()
    for source in sources:
        total.update(str(source).encode() + b"\0")
        if isinstance(source, Path):
            total.update(hashlib.sha256(source.read_bytes()).digest())
    return total.hexdigest()


@dataclass(frozen=True)
class Stamp:
    """A file beside what was made, which says what it was made from."""

    path: Path
    digest: str

    def is_fresh(self) -> bool:
        return self.path.exists() and self.path.read_text() == self.digest

    def write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.digest)
