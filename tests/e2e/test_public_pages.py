"""What the web sees of Cruddur: pages without script, the app that takes over, frames."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Newcomer
from tests.e2e.person import Person
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.e2e


def address_of(ada: Person, text: str) -> str:
    link = ada.crud(text).get_by_role("link").filter(has=ada.page.locator("time")).first
    return ada.url + (link.get_attribute("href") or "")


def test_a_page_is_read_without_script(newcomer: Newcomer, browser: Browser) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    ada.post("Read me in any browser #plain")
    crud = address_of(ada, "Read me")
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        for path in (f"{ada.url}/@{ada.handle}", crud, f"{ada.url}/tags/plain"):
            page.goto(path)
            expect(page.get_by_role("article")).to_contain_text("Read me in any browser")
            expect(page.get_by_text("needs JavaScript")).to_have_count(0)
        page.get_by_role("link", name="#plain").click()
        expect(page.get_by_role("heading", name="#plain")).to_be_visible()
        page.goto(f"{ada.url}/@nobody_at_all")
        expect(page.get_by_role("heading", name="Nothing here for everybody")).to_be_visible()


def test_the_app_takes_over_and_forgets_the_page(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    # The page is there as soon as the person is: their first request makes them.
    expect(ada.page.get_by_role("link", name=f"@{ada.handle}")).to_be_visible()
    ada.page.goto(f"{ada.url}/@{ada.handle}")
    canonical = ada.page.locator("link[rel=canonical]")
    expect(ada.page.get_by_role("button", name="New crud").first).to_be_visible()
    expect(ada.page.locator(".page")).to_have_count(0)
    expect(canonical).to_have_attribute("href", f"{ada.url}/@{ada.handle}")
    ada.page.get_by_role("link", name="Explore").first.click()
    expect(canonical).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_without_the_app_have_no_violation(
    newcomer: Newcomer, open_page: Callable[..., Page], dark: bool
) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    ada.post("For everybody")
    crud = address_of(ada, "For everybody")
    page = open_page(phone=True, dark=dark)
    page.route("**/assets/*.js", lambda route: route.abort())
    embed = f"{ada.url}/embed/{crud.rpartition('/')[2]}"
    for path in (f"{ada.url}/@{ada.handle}", crud, embed, f"{ada.url}/embed/1"):
        page.goto(path)
        expect(page.get_by_role("heading").first).to_be_visible()
        assert not violations(page), path


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """`blog(html)` is the address of a page of another site."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def blog(html: str) -> str:
        (tmp_path / "index.html").write_text(html)
        return f"http://localhost:{server.server_port}/"

    yield blog
    server.shutdown()
    server.server_close()


def test_a_frame_on_another_site(
    newcomer: Newcomer, open_page: Callable[..., Page], blog: Callable[[str], str]
) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    ada.post("Look at this elsewhere")
    crud = address_of(ada, "Look at this")
    told = ada.page.request.get(f"{ada.url}/api/v1/oembed?url={crud}").json()
    page = open_page()
    page.goto(blog(told["html"]))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("article")).to_contain_text("Look at this elsewhere")
    with page.expect_popup() as popup:
        frame.get_by_role("link", name="Read it on Cruddur").click()
    expect(popup.value).to_have_url(crud)
