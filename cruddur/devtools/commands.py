"""The `make` commands: look, install, and hand over to .venv. Standard library only."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from cruddur.devtools import install, lock, preflight, reset
from cruddur.devtools.console import Refusal
from cruddur.devtools.install import PYTHON, ROOT


@dataclass(frozen=True)
class Command:
    """What to install, and the module that .venv's Python then runs."""

    prepare: Callable[[], None]
    module: str
    arguments: tuple[str, ...] = ()


COMMANDS = {
    "run": Command(install.for_run, "cruddur.devtools.run"),
    "dev": Command(install.for_dev, "cruddur.devtools.run", ("--live",)),
    "check": Command(install.for_tests, "cruddur.devtools.checks"),
    "bench": Command(install.for_bench, "tests.bench"),
    "synth": Command(install.for_synth, "infra.release", ("synth",)),
    "deploy": Command(install.for_deploy, "infra.release", ("deploy",)),
    "destroy": Command(install.for_python, "infra.release", ("destroy",)),
    "checkov": Command(install.for_synth, "infra.checkov"),
    "image": Command(install.for_dev, "infra.image"),
    "rehearse": Command(install.for_rehearsal, "infra.rehearsal"),
    "schema": Command(install.for_python, "cruddur.devtools.schema", ("--write",)),
}
# These need nothing but the Python that runs them.
AT_ONCE = {"reset": reset.main, "lock": lock.main}


def main(argv: list[str]) -> int:
    name, *arguments = argv
    try:
        if name in AT_ONCE:
            AT_ONCE[name]()
            return 0
        command = COMMANDS[name]
        _look(name)
        command.prepare()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return _hand_over(command, arguments)


def _hand_over(command: Command, arguments: list[str]) -> NoReturn:
    os.chdir(ROOT)
    argv = [str(PYTHON), "-m", command.module, *command.arguments, *arguments]
    os.execv(PYTHON, argv)  # noqa: S606


def _look(name: str) -> None:
    preflight.check_machine()
    if name in ("run", "dev"):
        reset.refuse_while_running()
        preflight.wanted_port()
