"""A pytest plugin: one local stack for the whole run, started before Django reads its settings.

The pytest that is called starts it; xdist's workers inherit its environment. With `STACK_EACH` in
the environment each worker has its own, for end-to-end tests, which start the whole app on it.
"""

import os
import shutil
from pathlib import Path

import pytest

from cruddur.devtools.stack import Stack

_BASE = Path(__file__).resolve().parent.parent / "var" / "test"
_stack: Stack | None = None


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    global _stack
    # Of the processes of one run the first has the stack, or all others have one each.
    if ("PYTEST_XDIST_WORKER" in os.environ) != ("STACK_EACH" in os.environ):
        return
    _stack = Stack(_BASE / str(os.getpid()), durable=False)
    os.environ.update(_stack.start())
    os.environ.update(SITE_URL="http://testserver", ALLOWED_HOSTS="testserver", HTTPS="0")
    # Nothing is there: pages are made without the app, and no test asks the network for it.
    os.environ["APP_SHELL_URL"] = "http://127.0.0.1:9/index.html"


def running_stack() -> Stack:
    """The stack of this run, for tests that start the whole app on it (so not under xdist)."""
    assert _stack is not None, "in several processes these tests need STACK_EACH=1"
    return _stack


def pytest_unconfigure() -> None:
    if _stack is not None:
        _stack.stop()
        shutil.rmtree(_stack.state_dir, ignore_errors=True)
