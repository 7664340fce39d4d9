"""Runs MiniStack for the rehearsal, with what it lacks.

Usage: launcher.py <listening file descriptor> <file that tells the world of the tasks>
"""

import asyncio
import logging
import sys
from pathlib import Path

# In place of this folder, whose modules are to be found under their full names.
sys.path[0] = str(Path(__file__).resolve().parents[3])

from cruddur.devtools import emulator_launcher  # noqa: E402
from infra.rehearsal.emulated import corrections, edge, resources, rights, tasks  # noqa: E402
from infra.rehearsal.emulated.world import World  # noqa: E402


def main(listening_descriptor: int, world: Path) -> None:
    logging.getLogger("persistence").setLevel(logging.WARNING)
    resources.install()
    corrections.install()
    edge.install()
    rights.install()
    engine = tasks.install(World.read(world))
    try:
        asyncio.run(emulator_launcher.main(listening_descriptor))
    finally:
        engine.containers.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
