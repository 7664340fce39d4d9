from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

from cruddur.devtools.app import App
from cruddur.devtools.browser import launch
from tests.e2e.person import Person
from tests.stack import running_stack

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}

Newcomer = Callable[..., Person]


@pytest.fixture(scope="session")
def app() -> Iterator[App]:
    """The whole of Cruddur as `make run` starts it, on the stack of the tests."""
    app = App(running_stack())
    app.start()
    yield app
    app.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What pages have complained of: broken content-security policy, crashed scripts."""
    return []


@pytest.fixture
def open_page(browser: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a browser of one's own, at a size; whatever it complains of fails the test."""
    contexts = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def open_page(*, phone: bool = False, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def newcomer(app: App, open_page: Callable[..., Page]) -> Newcomer:
    """`newcomer("Ada")` is somebody with a browser and no account yet."""

    def newcomer(name: str, **size: bool) -> Person:
        return Person(open_page(**size), app.url, name)

    return newcomer
