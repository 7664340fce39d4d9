"""What Lighthouse says of the built app, for whoever is signed out and for whoever is signed in."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import BrowserContext, expect, sync_playwright

from cruddur.devtools import browser
from cruddur.devtools.app import App
from cruddur.devtools.console import step
from cruddur.devtools.ports import LOOPBACK, free_port
from tests.bench.load import LoadFailed
from tests.e2e.many import write_many
from tests.e2e.person import Person

PROGRAM = Path(__file__).with_name("lighthouse.mjs")
PRESETS = ("mobile", "desktop")
TIMES = 3
CRUDS = 60
AIMS = {"performance": 95, "accessibility": 100, "best-practices": 95}


def measure(app: App) -> dict[str, Any]:
    found = []
    with _chromium() as (context, port):
        person = Person(context.pages[0], app.url, "Bench")
        person.sign_up()
        named = person.page.get_by_role("link", name=f"@{person.handle}")
        expect(named).to_be_visible(timeout=30_000)
        write_many(app.environment["DATABASE_URL"], person.handle, CRUDS)
        # A second page of the same person, with its stream of events, would be measured along.
        person.page.goto("about:blank")
        found += _looked_at(app.url, port, "signed in", keep=True)
        found += _looked_at(app.url, port, "signed out", keep=False)
    return {"pages": found}


@contextmanager
def _chromium() -> Iterator[tuple[BrowserContext, int]]:
    """One whose own storage Lighthouse shares, by its debugging port."""
    port = free_port()
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=browser.chromium_path(),
            args=[
                *browser.ARGUMENTS,
                f"--remote-debugging-port={port}",
                f"--remote-debugging-address={LOOPBACK}",
            ],
            env={**browser.chromium_environment()},
        )
        yield context, port
        context.close()


def _looked_at(url: str, port: int, who: str, *, keep: bool) -> list[dict[str, Any]]:
    rows = []
    for preset in PRESETS:
        with step(f"Lighthouse, {who}, {preset}"):
            rounds = [_once(url, port, preset, keep=keep) for _ in range(TIMES)]
        rows.append(
            {
                "who": who,
                "preset": preset,
                "scores": {name: median(one["scores"][name] for one in rounds) for name in AIMS},
                "power": median(one["power"] for one in rounds),
                "wanting": rounds[-1]["wanting"],
            }
        )
    return rows


def _once(url: str, port: int, preset: str, *, keep: bool) -> dict[str, Any]:
    """One run. Raises LoadFailed with what Lighthouse said."""
    job = {"port": port, "url": f"{url}/", "preset": preset, "keep": keep}
    done = subprocess.run(
        [shutil.which("node") or "node", str(PROGRAM), json.dumps(job)],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise LoadFailed(f"Lighthouse failed: {done.stderr[-600:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    if answer.get("error"):
        raise LoadFailed(f"Lighthouse: {answer['error']}")
    return answer


INTRODUCTION = """\
# What Lighthouse says

Written by `make bench ARGS="lighthouse"`: the built app on the local stack, in headless Chromium, \
the median of three runs each. Signed out it is the welcome page with the public feed, signed in \
the home feed with 60 cruds. Assets come from Vite's preview server, API answers from gunicorn, \
both over plain HTTP on the loopback interface. "Power" is Lighthouse's own measure of how fast \
the machine was meanwhile: it slows a phone's processor down from there, and is right for some \
1,500; below 1,000 performance says more about the machine than about the app.
"""


def as_markdown(figures: dict[str, Any]) -> str:
    on = figures["machine"]
    rows = [
        "| | preset | performance | accessibility | best practices | power | wanting |",
        "|---|---|---|---|---|---|---|",
        *(_row(page) for page in figures["pages"]),
        f"| wanted | | {' | '.join(map(str, AIMS.values()))} | | |",
    ]
    taken = f"Taken {on['date']} at {on['commit']}: {on['processor']}, {on['cores']} cores."
    return "\n".join([INTRODUCTION, *rows, "", taken]) + "\n"


def _row(page: dict[str, Any]) -> str:
    scores = " | ".join(f"{page['scores'][name]:.0f}" for name in AIMS)
    wanting = ", ".join(
        f"{one['id']} {one['found']}".strip().replace("\u00a0", " ") for one in page["wanting"]
    )
    return f"| {page['who']} | {page['preset']} | {scores} | {page['power']:,.0f} | {wanting} |"
