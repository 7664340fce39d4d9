"""`make run` and `make dev`: start everything, watch over it, stop it in order."""

import argparse
import os
import signal
import sys
import time

from cruddur.devtools import cast, preflight
from cruddur.devtools.app import App
from cruddur.devtools.console import Refusal, show, step
from cruddur.devtools.environment import real_aws
from cruddur.devtools.install import VAR
from cruddur.devtools.locks import exclusive
from cruddur.devtools.parts import PartFailed
from cruddur.devtools.reloader import Reloader
from cruddur.devtools.reset import LOCK, RUNNING
from cruddur.devtools.stack import Stack
from cruddur.devtools.supervisor import Supervisor

LOAD_DEMO_DATA = "from cruddur.devtools.demo import load; load()"
WATCH_SECONDS = 0.3
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Somebody wants Cruddur to stop."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--live", action="store_true", help="for developing: reload on change")
    live: bool = parser.parse_args().live
    _on_signals(_request_stop)
    try:
        with exclusive(LOCK, RUNNING):
            _run(live=live)
    except (Refusal, PartFailed) as failure:
        show(f"\nCruddur has stopped: {failure}")
        return 1
    except StopRequested:
        show("Stopped.")
    return 0


def _run(*, live: bool) -> None:
    port = preflight.wanted_port()
    stack = Stack(
        VAR,
        database_url=os.environ.get("DATABASE_URL"),
        aws=real_aws(os.environ),
        step=step,
    )
    try:
        stack.start()
        app = App(stack, port=port, live=live, step=step)
        try:
            app.start()
            _load_demo_data_once(app)
            _greet(app)
            _watch(stack, app, live=live)
        finally:
            app.stop()
    finally:
        stack.stop()


def _watch(stack: Stack, app: App, *, live: bool) -> None:
    reloaded = app.backend if live else []
    supervised = [part for part in [*stack.parts, *app.parts] if part not in reloaded]
    supervisor = Supervisor(supervised, show)
    reloader = Reloader(reloaded, show)
    while True:
        supervisor.check()
        if live:
            reloader.check()
        time.sleep(WATCH_SECONDS)


def _load_demo_data_once(app: App) -> None:
    """At the first start only, and never on real AWS."""
    loaded = VAR / "demo"
    if app.stack.aws is not None or loaded.exists():
        return
    with step("Loading demo data"):
        app.run_python("manage.py", "shell", "--no-imports", "--command", LOAD_DEMO_DATA)
    loaded.touch()


def _greet(app: App) -> None:
    show(f"\nCruddur is ready at {app.url}")
    if app.stack.aws is None:
        for person in cast.SIGN_INS:
            show(f"  {person.role:<10} {person.email}  {cast.PASSWORD}")
    show(f"  The admin is at {app.url}/admin/. Ctrl-C stops everything. Logs are in {VAR / 'log'}.")


def _on_signals(action: object) -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, action)  # type: ignore[arg-type]


def _request_stop(number: int, frame: object) -> None:
    """Stop in order, whatever else is pressed in the meantime."""
    _on_signals(signal.SIG_IGN)
    raise StopRequested


if __name__ == "__main__":
    sys.exit(main())
