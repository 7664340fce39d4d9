"""axe finds nothing on any screen, in either theme, at either width."""

from typing import Any
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page, expect

from cruddur.devtools.browser import AXE
from tests.e2e.conftest import Newcomer
from tests.e2e.person import Person

pytestmark = pytest.mark.e2e


def violations(page: Page) -> list[str]:
    # Past the content-security policy, which rightly lets no other script in.
    page.evaluate(AXE.read_text())
    found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['help']} {[node['target'] for node in v['nodes']]}"
        for v in found["violations"]
    ]


def made_list(person: Person) -> str:
    """The path of a new list."""
    person.page.goto(f"{person.url}/lists")
    person.page.get_by_role("button", name="Make a list").click()
    person.page.get_by_role("textbox", name="Name").fill("Bakers")
    person.page.get_by_role("button", name="Make the list").click()
    expect(person.page.get_by_role("heading", name="Bakers")).to_be_visible()
    return urlparse(person.page.url).path


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "390"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_screen_has_a_violation(newcomer: Newcomer, phone: bool, dark: bool) -> None:
    ada = newcomer("Ada", phone=phone, dark=dark)
    for path in ("/", "/explore", "/sign-in", "/sign-up", "/forgot-password", "/nowhere"):
        ada.page.goto(ada.url + path)
        expect(ada.page.get_by_role("heading", level=1).first).to_be_visible()
        assert not violations(ada.page), path
    ada.sign_up()
    ada.page.keyboard.press("Escape")
    ada.post("Something about #bread")
    thread = ada.crud("Something").get_by_role("link").filter(has=ada.page.locator("time"))
    crud = thread.first.get_attribute("href") or ""
    own = [f"/@{ada.handle}{list}" for list in ("", "/replies", "/media", "/followers")]
    own += [crud, "/bookmarks", "/bookmarks?q=bread", "/likes", "/requests", "/drafts"]
    list_path = made_list(ada)
    own += ["/tags/bread", "/lists", list_path, f"{list_path}/people"]
    for path in ("/", "/explore", "/messages", *own):
        ada.page.goto(ada.url + path)
        expect(ada.page.get_by_role("heading", level=1).first).to_be_visible()
        assert not violations(ada.page), path


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "390"])
def test_what_opens_over_a_page_has_no_violation(newcomer: Newcomer, phone: bool) -> None:
    ada = newcomer("Ada", phone=phone)
    ada.sign_up()
    ada.post("First words")
    page = ada.page
    page.get_by_role("button", name="New crud").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Content warning").click()
    page.get_by_role("dialog").get_by_role("button", name="Add another crud").click()
    assert not violations(page)
    page.keyboard.press("Escape")
    for item in ("Edit", "Change how long it burns", "Who sees it and may reply"):
        ada.crud("First words").get_by_role("button", name="More").click()
        assert not violations(page), "menu"
        page.get_by_role("menuitem", name=item, exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert not violations(page), item
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_lists_of_somebody_have_no_violation(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    page = ada.page
    made_list(ada)
    page.goto(f"{ada.url}/@{ben.handle}")
    page.get_by_role("button", name=f"More about @{ben.handle}", exact=True).click()
    page.get_by_role("menuitem", name="Add to lists…").click()
    expect(page.get_by_role("checkbox", name="Bakers")).to_be_visible()
    assert not violations(page), "the dialog"
    page.get_by_role("button", name="New list").click()
    assert not violations(page), "a new one"


def test_the_pages_work_by_keyboard(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    ada.post("First")
    ada.post("Second")
    page = ada.page
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    expect(ada.crud("Second")).to_be_focused()
    page.keyboard.press("j")
    expect(ada.crud("First")).to_be_focused()
    page.keyboard.press("k")
    expect(ada.crud("Second")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="What is on your mind").last).to_be_focused()
