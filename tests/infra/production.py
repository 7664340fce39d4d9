"""Python as production has it: with what requirements.txt installs, and nothing else."""

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from cruddur.devtools.environment import base_environment, production_like
from cruddur.devtools.install import ROOT

PINNED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
REFUSE = """
import sys
FORBIDDEN = set(sys.argv[1].split(","))

class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in FORBIDDEN:
            raise ImportError(f"{name} is for development")

sys.meta_path.insert(0, Refusing())
"""


def run_in_production(program: str, directory: Path) -> subprocess.CompletedProcess[str]:
    """Run the program in the directory; importing what is for development fails."""
    return subprocess.run(
        [sys.executable, "-c", REFUSE + program, ",".join(sorted(_for_development()))],
        cwd=directory,
        env={**base_environment(), **production_like(), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )


def _for_development() -> set[str]:
    """The importable names that only packages have which production does not install."""
    pinned = set(PINNED.findall((ROOT / "requirements.txt").read_text()))
    return {
        name
        for name, owners in packages_distributions().items()
        if not {re.sub(r"[-_.]+", "-", owner).lower() for owner in owners} & pinned
        and not name.startswith("_")
    }
