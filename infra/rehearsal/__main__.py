"""`make rehearse`: all of the cloud, deployed to the AWS emulator and driven as people do.

It takes some minutes, prints what was real and what was not, and leaves nothing running. With
KEEP=1 its files stay in var/rehearsal; ACTS="update roll_back" does only these after the first
deployment.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from cruddur.devtools.console import Refusal, show
from cruddur.devtools.install import VAR
from cruddur.devtools.lodging import home_elsewhere
from cruddur.devtools.parts import PartFailed
from infra.rehearsal.account import Account
from infra.rehearsal.commands import NotAsRehearsed
from infra.rehearsal.play import Play
from infra.rehearsal.report import Report
from infra.visitor import NotAsMeant

DIRECTORY = VAR / "rehearsal"
# What follows the first deployment; each is a method of Play.
ACTS = (
    "walk_through",
    "administer",
    "deploy_again",
    "update",
    "see_drift",
    "turn_down_what_cannot_migrate",
    "turn_down_what_cannot_start",
    "roll_back",
    "walk_through",
    "take_down",
)
FAILURES = (
    *(NotAsRehearsed, NotAsMeant, PartFailed, Refusal, ClientError, BotoCoreError),
    *(LookupError, OSError),
)


def main() -> int:
    signal.signal(signal.SIGTERM, _interrupt)
    directory = DIRECTORY / str(os.getpid())
    keep = os.environ.get("KEEP") == "1"
    report = Report()
    started = time.monotonic()
    try:
        rehearse(directory, report, _wanted(os.environ.get("ACTS", "").split()))
    except FAILURES as error:
        show(f"\nThe rehearsal failed: {error}\nIts logs are in {directory / 'log'}.")
        return 1
    except KeyboardInterrupt:
        show("\nStopped; nothing is left running.")
        _clear(directory, keep=keep)
        return 130
    report.show()
    show(f"\nThe cloud was rehearsed ({time.monotonic() - started:.0f} s).")
    _clear(directory, keep=keep)
    return 0


def rehearse(directory: Path, report: Report, acts: Sequence[str]) -> None:
    """Raises one of FAILURES at the first thing that is not as it must be."""
    if sys.platform != "linux":
        raise Refusal("Each task gets a loopback address of its own, which only Linux has.")
    directory.mkdir(mode=0o700, parents=True)
    account = Account(directory)
    try:
        with report.step("Starting an empty AWS account"):
            account.start()
        _sign_in(account)
        play = Play(account, report)
        play.deploy_to_an_empty_account()
        for act in acts:
            getattr(play, act)()
    finally:
        account.stop()
        shutil.rmtree(home_elsewhere(directory / "postgres"), ignore_errors=True)


def _sign_in(account: Account) -> None:
    """This process is the operator's: what it asks of AWS goes to that account and no other."""
    environ = account.environ
    os.environ.clear()
    os.environ.update(environ)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _wanted(names: list[str]) -> Sequence[str]:
    if unknown := [name for name in names if name not in ACTS]:
        raise Refusal(f"There is no act {unknown[0]}; there are {', '.join(dict.fromkeys(ACTS))}.")
    return names or ACTS


def _clear(directory: Path, *, keep: bool) -> None:
    if not keep:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
