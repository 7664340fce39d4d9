"""How fast the app feels: frames while scrolling, and ms until what was asked for is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from cruddur.devtools import browser
from cruddur.devtools.app import App
from cruddur.devtools.console import step
from tests.e2e.many import write_many
from tests.e2e.person import Person

WATCH = Path(__file__).with_name("watch.js")
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
CRUDS = 2_000
DEPTHS = (100, 1_000, 1_950)
WHEEL_PX = 300
TIMES = 20
# Nothing is simpler to scroll.
PLAIN = "".join(f"<p>Line {number} of a page of text alone</p>" for number in range(6_000))
NODES = "document.getElementsByTagName('*').length"
DEEPEST = "Number([...document.querySelectorAll('main li[data-index]')].at(-1)?.dataset.index ?? 0)"
# The pages with lists that a link leads to, by what the list is called there.
LISTS = {"Explore": "Public feed", "Home": "Home feed"}
AIMS = {"posting": 50, "to_cached_page": 100, "back": 100}


def measure(app: App) -> dict[str, Any]:
    with a_page() as page:
        with step("Scrolling a page of text alone"):
            plain = _plain(page)
        person = Person(page, app.url, "Bench")
        person.sign_up()
        expect(page.get_by_role("link", name=f"@{person.handle}")).to_be_visible(timeout=30_000)
        write_many(app.environment["DATABASE_URL"], person.handle, CRUDS)
        with step(f"Scrolling {CRUDS:,} cruds"):
            scrolling = _scrolling(person)
        with step("Going from page to page"):
            changes = _changes(person)
        with step("Posting"):
            posting = _posting(person)
        return {"plain": plain, "scrolling": scrolling, "ms": {"posting": posting, **changes}}


@contextmanager
def a_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = browser.launch(playwright.chromium)
        page = chromium.new_page(viewport=DESKTOP)
        page.add_init_script(path=WATCH)
        yield page
        chromium.close()


def _plain(page: Page) -> dict[str, float]:
    """What the browser can do on this machine: as many frames as a page of text has."""
    page.goto("about:blank")
    page.set_content(PLAIN)
    page.mouse.move(600, 400)
    page.evaluate("watched.frames.length = 0")
    for _ in range(200):
        page.mouse.wheel(0, WHEEL_PX)
    return _frames(page)


def _scrolling(person: Person) -> list[dict[str, Any]]:
    """Down the public list by the wheel: frames on the way, elements on arrival."""
    page = person.page
    page.goto(f"{person.url}/explore")
    expect(person.crud("number 1").first).to_be_visible()
    page.mouse.move(600, 400)
    found = []
    for depth in DEPTHS:
        page.evaluate("watched.frames.length = 0")
        while page.evaluate(DEEPEST) < depth:
            page.mouse.wheel(0, WHEEL_PX)
        found.append({"cruds": depth, "elements": page.evaluate(NODES), **_frames(page)})
    return found


def _frames(page: Page) -> dict[str, float]:
    """Frames a second: of the median frame, and of the slowest twentieth."""
    lengths: list[float] = page.evaluate("watched.frames")
    return {
        "frames": len(lengths),
        "median_fps": round(1000 / median(lengths), 1),
        "p5_fps": round(1000 / quantiles(lengths, n=20)[-1], 1),
    }


def _waits(page: Page) -> dict[str, float]:
    waits: list[float] = page.evaluate("watched.waits.splice(0)")
    return {"median": round(median(waits), 1), "worst": round(max(waits), 1), "times": len(waits)}


def _changes(person: Person) -> dict[str, Any]:
    """Between pages that have been seen: by a link, and back to a place far down."""
    page = person.page
    page.goto(person.url)
    for name in [*LISTS, *LISTS]:
        _opens(page, name)
    page.evaluate("watched.waits.length = 0")
    for _ in range(TIMES // 2):
        for name in LISTS:
            _opens(page, name)
    return {"to_cached_page": _waits(page), "back": _back(person)}


def _opens(page: Page, name: str) -> None:
    page.evaluate(
        "label => watchUntil(() => document.querySelector(`ul[aria-label='${label}'] article`))",
        LISTS[name],
    )
    page.get_by_role("link", name=name, exact=True).first.click()
    first = page.get_by_role("list", name=LISTS[name]).get_by_role("article").first
    expect(first).to_be_visible()


def _back(person: Person) -> dict[str, float]:
    page = person.page
    page.mouse.move(600, 400)
    while page.evaluate(DEEPEST) < 200:
        page.mouse.wheel(0, WHEEL_PX)
    page.wait_for_timeout(1_000)
    for count in range(1, TIMES // 2 + 1):
        page.get_by_role("link", name="Messages", exact=True).first.click()
        expect(page.get_by_role("heading", name="Messages", exact=True)).to_be_visible()
        page.evaluate(
            "() => watchUntil(() => document.querySelector('main li[data-index=\"190\"]'),"
            " {from: 'popstate'})"
        )
        page.evaluate("history.back()")
        page.wait_for_function(f"() => watched.waits.length >= {count}")
    return _waits(page)


def _posting(person: Person) -> dict[str, float]:
    """From the press of "Post" until the crud is in the list."""
    page = person.page
    page.goto(person.url)
    person.sees_home()
    box = page.get_by_role("textbox", name="What is on your mind").first
    for count in range(1, TIMES + 1):
        box.fill(f"Said for the bench {count}.")
        page.evaluate(
            "text => watchUntil(() => document.querySelector('main article')"
            "?.textContent.includes(text))",
            f"for the bench {count}.",
        )
        page.get_by_role("button", name="Post", exact=True).first.click()
        page.wait_for_function(f"() => watched.waits.length >= {count}")
        person.sees_posted(f"for the bench {count}.")
    return _waits(page)


TITLES = {
    "posting": "from “Post” to the crud in the list",
    "to_cached_page": "from a link to a page that has been seen",
    "back": "back to a place 190 cruds down",
}
INTRODUCTION = """\
# How fast the app feels

Written by `make bench ARGS="browser"`: the built app on the local stack, in headless Chromium, \
which draws in software. Frames are those of the page's own clock while the wheel turns without a \
pause; a page of text alone, scrolled alike, shows what is possible on the machine.
"""


def as_markdown(figures: dict[str, Any]) -> str:
    on = figures["machine"]
    plain = figures["plain"]
    rows = [
        "| scrolled to | elements in the document | frames a second, median | slowest 5 % |",
        "|---|---|---|---|",
        f"| text alone | | {plain['median_fps']} | {plain['p5_fps']} |",
        *(
            f"| crud {one['cruds']:,} | {one['elements']:,} | {one['median_fps']}"
            f" | {one['p5_fps']} |"
            for one in figures["scrolling"]
        ),
        "",
        "| ms | median | worst | wanted |",
        "|---|---|---|---|",
        *(
            f"| {TITLES[name]} | {one['median']} | {one['worst']} | {AIMS[name]} |"
            for name, one in figures["ms"].items()
        ),
    ]
    taken = f"Taken {on['date']} at {on['commit']}: {on['processor']}, {on['cores']} cores."
    return "\n".join([INTRODUCTION, *rows, "", taken]) + "\n"
