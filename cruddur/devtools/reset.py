"""`make reset`: wipes the state of `make run` (not what is installed). Standard library only."""

import os
import shutil

from cruddur.devtools.console import Refusal
from cruddur.devtools.install import VAR
from cruddur.devtools.locks import exclusive
from cruddur.devtools.lodging import home_elsewhere

LOCK = VAR / "running"
STATE = ("postgres", "emulator", "secrets.json", "demo", "log", "test")
RUNNING = "Cruddur is running from this clone already (process {pid}): stop it first."


def refuse_while_running() -> None:
    with exclusive(LOCK, RUNNING):
        pass


def main() -> None:
    with exclusive(LOCK, RUNNING):
        if not _agreed():
            raise Refusal("Nothing was wiped.")
        for path in (*(VAR / name for name in STATE), home_elsewhere(VAR / "postgres")):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    print("All local accounts, cruds and messages are gone. The next `make run` starts afresh.")


def _agreed() -> bool:
    if os.environ.get("FORCE") == "1":
        return True
    try:
        answer = input("Wipe all local accounts, cruds and messages? Type yes: ")
    except EOFError:
        return False
    return answer.strip().lower() in ("y", "yes")
