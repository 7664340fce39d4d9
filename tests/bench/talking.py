"""How long a message takes from the press of a key to the other one's screen."""

from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles
from typing import Any

from playwright.sync_api import Browser, expect, sync_playwright

from cruddur.devtools import browser
from cruddur.devtools.app import App
from cruddur.devtools.console import step
from tests.e2e.person import Person

WATCH = Path(__file__).with_name("talking.js")
WARM, TIMES = 10, 150
# As one who types quickly; without it the machine is busy with the drawing of what came before.
PAUSE_MS = 500


def measure(app: App) -> dict[str, Any]:
    with sync_playwright() as playwright:
        chromium = browser.launch(playwright.chromium)
        ada, ben = _person(chromium, app, "Ada"), _person(chromium, app, "Ben")
        ada.follow(ben)
        ben.follow(ada)
        ada.write_to(ben)
        ben.write_to(ada)
        with step(f"Sending {TIMES} messages"):
            for number in range(WARM + TIMES):
                ada.box.fill(f"Word {number}.")
                ada.box.press("Enter")
                ada.page.wait_for_timeout(PAUSE_MS)
            last = f"() => talking.shown[{WARM + TIMES - 1}]"
            ben.page.wait_for_function(last, timeout=30_000)
        sent: list[float] = ada.page.evaluate("talking.sent")
        own, others = (one.page.evaluate("talking.shown") for one in (ada, ben))
        chromium.close()
    return {"ms": {"own": _waits(sent, own), "other": _waits(sent, others)}}


def _person(chromium: Browser, app: App, name: str) -> Person:
    page = chromium.new_context().new_page()
    page.add_init_script(path=WATCH)
    person = Person(page, app.url, name)
    person.sign_up()
    expect(page.get_by_role("link", name=f"@{person.handle}")).to_be_visible(timeout=30_000)
    return person


def _waits(sent: Sequence[float], shown: dict[str, float]) -> dict[str, float]:
    """Of all messages but the first few: each has to have been shown."""
    waits = [shown[str(n)] - sent[n] for n in range(WARM, WARM + TIMES)]
    percent = quantiles(waits, n=100)
    return {
        "p50": round(percent[49], 1),
        "p99": round(percent[98], 1),
        "worst": round(max(waits), 1),
        "times": len(waits),
    }


TITLES = {"own": "on one's own screen", "other": "on the other one's screen"}
INTRODUCTION = """\
# From a key to a screen

Written by `make bench ARGS="talking"`: two people in two browsers on the local stack, one sends \
{times} messages. From the press of the key until the message is in the document, in milliseconds; \
the other one's comes by the API, the table, and the stream of events.
"""


def as_markdown(figures: dict[str, Any]) -> str:
    on, ms = figures["machine"], figures["ms"]
    rows = [
        "| ms | p50 | p99 | worst |",
        "|---|---|---|---|",
        *(
            f"| {title} | {ms[name]['p50']} | {ms[name]['p99']} | {ms[name]['worst']} |"
            for name, title in TITLES.items()
        ),
    ]
    taken = f"Taken {on['date']} at {on['commit']}: {on['processor']}, {on['cores']} cores."
    return "\n".join([INTRODUCTION.format(times=ms["own"]["times"]), *rows, "", taken]) + "\n"
