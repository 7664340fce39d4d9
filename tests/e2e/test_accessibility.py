"""axe finds nothing on any screen, in either theme, at either width."""

from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from cruddur.devtools.browser import AXE
from tests.e2e.conftest import Newcomer

pytestmark = pytest.mark.e2e

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def violations(page: Page) -> list[str]:
    # Past the content-security policy, which rightly lets no other script in.
    page.evaluate(AXE.read_text())
    found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['help']} {[node['target'] for node in v['nodes']]}"
        for v in found["violations"]
    ]


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
    own += [crud, "/bookmarks", "/likes", "/requests", "/drafts", "/tags/bread"]
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


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "390"])
def test_no_part_of_messages_has_a_violation(newcomer: Newcomer, phone: bool) -> None:
    ada, ben, cy = newcomer("Ada", phone=phone), newcomer("Ben"), newcomer("Cy")
    for person in (ada, ben, cy):
        person.sign_up()
    ben.write_to(ada)
    ben.send("May I?")
    page = ada.page

    def looks(what: str) -> None:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(300)
            assert not violations(page), (what, scheme)

    page.goto(f"{ada.url}/messages/requests")
    expect(page.get_by_role("list", name="Message requests")).to_be_visible()
    looks("requests")
    page.get_by_role("list", name="Message requests").get_by_role("link").click()
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    looks("a request")
    page.get_by_role("button", name="Accept").click()
    ada.send("You may")
    page.goto(page.url + "/details")
    expect(page.get_by_role("radio", name="Off")).to_be_visible()
    looks("details of two")
    page.goto(f"{ada.url}/messages")
    page.get_by_role("button", name="New message").click()
    page.get_by_role("combobox").fill(cy.handle)
    expect(page.get_by_role("option")).to_be_visible()
    looks("new message")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    ada.start_group("Bakers", ben, cy)
    ada.send("Bread at six")
    looks("a group")
    page.goto(page.url + "/details")
    expect(page.get_by_role("heading", name="3 people")).to_be_visible()
    looks("details of a group")
    for button in ("Add people", "Leave the group"):
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        looks(button)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name=f"More about @{ben.handle}").click()
    looks("menu of a member")
    page.goto(f"{ada.url}/messages")
    expect(page.get_by_role("list", name="Conversations").get_by_role("link")).to_have_count(2)
    looks("inbox")
    page.get_by_role("list", name="Conversations").get_by_role("link").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu")).to_be_visible()
    looks("menu of a line")


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
