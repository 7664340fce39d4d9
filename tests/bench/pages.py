"""The bench's share of the browser: the built app on a stack of its own, and Chromium before it.

make bench ARGS="browser"         scrolling, posting, going from page to page
make bench ARGS="talking"         from a key to the other one's screen
make bench ARGS="lighthouse"      what Lighthouse says, signed out and signed in
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from cruddur.devtools import install
from cruddur.devtools.app import App
from cruddur.devtools.console import show, step
from cruddur.devtools.install import ROOT
from cruddur.devtools.stack import Stack
from tests.bench import browser, lighthouse, machine, talking
from tests.bench.runs import STATE

DOCS = ROOT / "docs" / "bench"
Figures = dict[str, Any]
# What each measures with the app, and how that is told.
MEASURED: dict[str, tuple[Callable[[App], Figures], Callable[[Figures], str]]] = {
    "browser": (browser.measure, browser.as_markdown),
    "talking": (talking.measure, talking.as_markdown),
    "lighthouse": (lighthouse.measure, lighthouse.as_markdown),
}


def run(names: Sequence[str]) -> None:
    """Measure these, each on an app with nobody in it, and write what was found to docs/bench."""
    install.for_tests()
    for name in names:
        measure, as_markdown = MEASURED[name]
        with running_app() as app:
            figures = {
                "machine": machine.describe(app.environment["DATABASE_URL"]),
                **measure(app),
            }
        DOCS.mkdir(parents=True, exist_ok=True)
        text = as_markdown(figures)
        (DOCS / f"{name}.json").write_text(json.dumps(figures, indent=2) + "\n")
        (DOCS / f"{name}.md").write_text(text)
        show(f"\n{text}\nWritten to {DOCS / name}.md and .json.")


@contextmanager
def running_app() -> Iterator[App]:
    with ExitStack() as on_exit:
        stack = Stack(STATE / "pages", durable=False, step=step)
        on_exit.callback(stack.stop)
        stack.start()
        app = App(stack, step=step)
        app.start()
        on_exit.callback(app.stop)
        yield app
