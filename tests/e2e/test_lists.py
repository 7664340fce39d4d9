"""Lists of people, which nobody else knows of, and bookmarks that can be searched."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Newcomer
from tests.e2e.person import Person

pytestmark = pytest.mark.e2e

UNDO_MS = 5_500


def choose(person: Person, menu: str, item: str) -> None:
    person.page.get_by_role("button", name=menu, exact=True).click()
    person.page.get_by_role("menuitem", name=item, exact=True).click()


def new_list_with(reader: Person, other: Person, name: str) -> None:
    """Made from the profile of whom it is for."""
    page = reader.page
    page.goto(f"{reader.url}/@{other.handle}")
    choose(reader, f"More about @{other.handle}", "Add to lists…")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="New list").click()
    dialog.get_by_role("textbox", name="Name").fill(name)
    dialog.get_by_role("button", name="Make and add").click()
    expect(dialog.get_by_role("checkbox", name=f"{name} 1 person")).to_be_checked()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


@pytest.mark.parametrize("phone", [False, True], ids=["1280", "390"])
def test_a_list_shows_whom_one_does_not_follow(newcomer: Newcomer, phone: bool) -> None:
    ada, ben = newcomer("Ada", phone=phone), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ben.post("Bread is ready")
    new_list_with(ada, ben, "Bakers")

    ada.page.goto(f"{ada.url}/lists")
    ada.page.get_by_role("link", name="Bakers").click()
    expect(ada.crud("Bread is ready")).to_be_visible()
    ada.page.goto(ada.url)
    expect(ada.page.get_by_text("Quiet in here")).to_be_visible()
    expect(ada.crud("Bread is ready")).to_have_count(0)
    ada.page.goto(f"{ada.url}/@{ben.handle}")
    expect(ada.page.get_by_role("button", name="Follow", exact=True)).to_be_visible()


def test_a_list_is_filled_renamed_emptied_and_deleted(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ben.post("Bread is ready")
    page = ada.page
    page.goto(f"{ada.url}/lists")
    page.get_by_role("button", name="Make a list").click()
    page.get_by_role("textbox", name="Name").fill("Bakers")
    page.get_by_role("button", name="Make the list").click()
    page.get_by_role("link", name="Add people").click()
    page.get_by_label("Add people").fill(ben.handle)
    page.get_by_role("button", name=f"Add @{ben.handle}").click()
    expect(page.get_by_role("button", name=f"Added @{ben.handle}")).to_be_visible()
    page.get_by_role("button", name="Back").click()
    expect(ada.crud("Bread is ready")).to_be_visible()

    choose(ada, "More about Bakers", "Rename")
    page.get_by_role("textbox", name="Name").fill("Millers")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Millers")).to_be_visible()

    choose(ada, "More about Millers", "People")
    page.get_by_role("button", name=f"Remove @{ben.handle} from the list").click()
    expect(page.get_by_text("Nobody is in this list yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name=f"@{ben.handle}")).to_be_visible()
    page.reload()
    page.get_by_role("button", name=f"Remove @{ben.handle} from the list").click()
    expect(page.get_by_text("is no longer in the list")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Nobody is in this list yet")).to_be_visible()

    page.goto(f"{ada.url}/lists")
    choose(ada, "More about Millers", "Delete")
    expect(page.get_by_text("No lists yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Millers")).to_be_visible()
    page.get_by_role("link", name="Millers").click()
    here = page.url
    choose(ada, "More about Millers", "Delete")
    expect(page.get_by_text("No lists yet")).to_be_visible()
    page.wait_for_timeout(UNDO_MS)
    page.goto(here)
    expect(page.get_by_role("heading", name="This list is gone")).to_be_visible()


def test_bookmarks_in_lists_are_found_by_their_words(newcomer: Newcomer) -> None:
    ada = newcomer("Ada", phone=True)
    ada.sign_up()
    for text in ("Rye bread with seeds", "Wheat bread"):
        ada.post(text)
        ada.crud(text).get_by_role("button", name="Bookmark").click()
        expect(ada.crud(text).get_by_role("button", name="Bookmark")).to_have_attribute(
            "aria-pressed", "true"
        )
    page = ada.page
    page.goto(f"{ada.url}/bookmarks")
    expect(ada.crud("Wheat bread")).to_be_visible()
    page.get_by_label("Search bookmarks").fill("SEEDS bread")
    expect(ada.crud("Wheat bread")).to_have_count(0)
    expect(ada.crud("Rye bread")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Search bookmarks")).to_have_value("SEEDS bread")
    expect(ada.crud("Rye bread")).to_be_visible()
    expect(ada.crud("Wheat bread")).to_have_count(0)

    page.get_by_label("Search bookmarks").fill("rye wheat")
    expect(page.get_by_text("No bookmark holds all of these words")).to_be_visible()
    page.get_by_role("button", name="Clear the search").click()
    expect(ada.crud("Wheat bread")).to_be_visible()
    expect(page).to_have_url(f"{ada.url}/bookmarks")
