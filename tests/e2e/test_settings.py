"""Settings: found by search, saved by themselves; getting in and out of an account."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Newcomer
from tests.e2e.person import Person
from tests.e2e.test_accessibility import violations
from tests.totp import code_of

pytestmark = pytest.mark.e2e

PAGES = (
    "", "/profile", "/posting", "/privacy", "/muted", "/muted/words", "/muted/people",
    "/muted/blocked", "/hashtags", "/safety", "/data", "/appearance", "/leaving",
)  # fmt: skip


def opens(person: Person, page: str) -> None:
    person.page.goto(f"{person.url}/settings{page}")
    expect(person.page.get_by_role("heading").first).to_be_visible()


def on_another_device(person: Person, other: Person) -> Person:
    """The same person with the other's browser."""
    return Person(other.page, person.url, person.name, person.handle, person.password)


def test_a_setting_is_found_and_saves_itself(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    opens(ada, "")
    ada.page.keyboard.press("/")
    ada.page.keyboard.type("protected")
    ada.page.get_by_role("link", name="Private account").click()
    switch = ada.page.get_by_role("switch", name="Private account")
    expect(switch).to_be_focused()
    switch.press("Space")
    expect(ada.page.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    ada.page.reload()
    expect(ada.page.get_by_role("switch", name="Private account")).to_be_checked()


def test_a_muted_word_comes_back_when_its_removal_is_undone(newcomer: Newcomer) -> None:
    ada = newcomer("Ada", phone=True)
    ada.sign_up()
    opens(ada, "/muted/words")
    ada.page.get_by_role("button", name="Mute a word").click()
    ada.page.get_by_label("Word or phrase").fill("season finale")
    assert not violations(ada.page)
    ada.page.get_by_role("button", name="Mute", exact=True).click()
    ada.page.get_by_role("button", name="Remove “season finale”").click()
    ada.page.get_by_role("button", name="Undo").click()
    expect(ada.page.get_by_role("button", name="Edit season finale")).to_be_visible()


def test_a_second_factor_is_asked_for_at_the_next_sign_in(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    opens(ada, "/safety")
    ada.page.get_by_role("button", name="Turn on").click()
    secret = ada.page.locator("[data-secret]").inner_text().replace(" ", "")
    expect(ada.page.get_by_role("img", name="QR code")).to_be_visible()
    assert not violations(ada.page)
    ada.page.get_by_label("Code that the app shows now").fill(code_of(secret))
    ada.page.get_by_role("button", name="Turn on").click()
    expect(ada.page.get_by_role("button", name="Turn off")).to_be_visible()
    ada.sign_out()
    ada.sign_in()
    code = ada.page.get_by_label("Code")
    code.fill(code_of(secret, steps_away=50))
    ada.page.get_by_role("button", name="Sign in").click()
    expect(ada.page.get_by_text("That is not the code your app shows now.")).to_be_visible()
    code.fill(code_of(secret))
    ada.page.get_by_role("button", name="Sign in").click()
    ada.sees_home()


def test_signing_out_everywhere_reaches_other_devices(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    phone = on_another_device(ada, newcomer("Ada", phone=True))
    phone.sign_in()
    phone.sees_home()
    opens(ada, "/safety")
    ada.page.get_by_role("button", name="Sign out everywhere").click()
    ada.page.get_by_role("button", name="Sign out everywhere").click()
    for device in (ada, phone):
        expect(device.page.get_by_text("You were signed out everywhere")).to_be_visible()
        device.page.reload()
        expect(device.page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_who_leaves_sees_only_the_way_back(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    opens(ada, "/leaving")
    ada.page.get_by_label("Type your handle").fill(ada.handle)
    ada.page.get_by_role("button", name="Delete my account").click()
    leaving = ada.page.get_by_role("heading", name="Your account goes on")
    expect(leaving).to_be_visible()
    assert not violations(ada.page)
    ada.page.goto(f"{ada.url}/explore")
    expect(leaving).to_be_visible()
    ada.page.get_by_role("button", name="Keep my account").click()
    expect(ada.page.get_by_role("heading", name="Explore")).to_be_visible()


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "390"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_of_settings_has_a_violation(newcomer: Newcomer, phone: bool, dark: bool) -> None:
    ada = newcomer("Ada", phone=phone, dark=dark)
    ada.sign_up()
    for page in PAGES:
        opens(ada, page)
        expect(ada.page.get_by_role("status", name="Loading")).to_have_count(0)
        assert not violations(ada.page), page
