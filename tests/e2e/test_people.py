"""Whom one lets in, keeps away from, and what becomes of one's own name and data."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, expect

from tests.e2e.conftest import Newcomer
from tests.e2e.person import Person

pytestmark = pytest.mark.e2e


def profile_of(reader: Person, other: Person) -> None:
    reader.page.goto(f"{reader.url}/@{other.handle}")
    expect(reader.page.get_by_role("heading", name=other.name).first).to_be_visible()


def choose(person: Person, menu: str, item: str) -> None:
    person.page.get_by_role("button", name=menu, exact=True).click()
    person.page.get_by_role("menuitem", name=item, exact=True).click()


def test_a_private_account_lets_in_whom_it_wants(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben", phone=True)
    ada.sign_up()
    ben.sign_up()
    ada.post("Only for some")
    profile_of(ben, ada)
    expect(ben.crud("Only for some")).to_be_visible()

    ada.page.goto(f"{ada.url}/settings/privacy")
    ada.page.get_by_role("switch", name="Private account").click()
    expect(ada.page.get_by_text("Saved").first).to_be_visible()
    ben.page.reload()
    expect(ben.page.get_by_text("Only people")).to_be_visible()
    expect(ben.crud("Only for some")).to_have_count(0)

    ben.page.get_by_role("button", name="Ask to follow").click()
    expect(ben.page.get_by_role("button", name="Requested")).to_be_visible()
    ada.page.goto(f"{ada.url}/requests")
    ada.page.get_by_role("button", name=f"Accept @{ben.handle}").click()
    expect(ada.page.get_by_role("button", name=f"Accept @{ben.handle}")).to_have_count(0)
    ada.page.wait_for_timeout(6000)  # the time in which it can be undone
    ben.page.reload()
    expect(ben.page.get_by_role("button", name="Following")).to_be_visible()
    expect(ben.crud("Only for some")).to_be_visible()
    ben.page.goto(ben.url)
    expect(ben.crud("Only for some")).to_be_visible()


def test_a_block_hides_both_and_is_taken_back_in_the_settings(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ada.post("Hello from Ada")
    ben.follow(ada)
    profile_of(ada, ben)
    choose(ada, f"More about @{ben.handle}", f"Block @{ben.handle}")
    expect(ada.page.get_by_text("You have blocked").first).to_be_visible()
    ada.page.wait_for_timeout(1000)
    ben.page.goto(f"{ben.url}/@{ada.handle}")
    expect(ben.page.get_by_text("Nobody by that handle")).to_be_visible()
    ben.page.goto(ben.url)
    expect(ben.crud("Hello from Ada")).to_have_count(0)

    ada.page.goto(f"{ada.url}/settings/muted/blocked")
    ada.page.get_by_role("button", name=re.compile("Unblock")).click()
    ada.page.wait_for_timeout(6000)
    profile_of(ben, ada)
    expect(ben.page.get_by_role("button", name="Follow", exact=True)).to_be_visible()


def test_a_muted_word_stays_out_of_sight(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ben.follow(ada)
    ada.post("The butler did it")
    ada.post("Nice weather")
    ben.page.goto(ben.url)
    expect(ben.crud("butler")).to_be_visible()

    ben.page.goto(f"{ben.url}/settings/muted/words")
    ben.page.get_by_role("button", name="Mute a word").click()
    ben.page.get_by_label("Word or phrase").fill("Butler")
    ben.page.get_by_role("button", name="Mute", exact=True).click()
    expect(ben.page.get_by_role("button", name="Edit butler")).to_be_visible()
    ben.page.goto(ben.url)
    expect(ben.crud("Nice weather")).to_be_visible()
    expect(ben.crud("butler")).to_have_count(0)


def test_a_changed_handle_leads_to_the_new_one(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ada.post("Still me")
    old, new = ada.handle, f"{ada.handle}_x"
    ada.page.goto(f"{ada.url}/settings/profile")
    ada.page.get_by_label("Handle").fill(new)
    ada.page.get_by_role("button", name=re.compile("^Save")).click()
    expect(ada.page.get_by_text(f"You are @{new} now")).to_be_visible()

    ben.page.goto(f"{ben.url}/@{old}")
    expect(ben.page).to_have_url(f"{ben.url}/@{new}")
    expect(ben.crud("Still me")).to_be_visible()
    answer = ben.page.request.get(f"{ben.url}/@{old}", max_redirects=0)
    assert (answer.status, answer.headers["location"]) == (301, f"{ben.url}/@{new}")


def picture() -> FilePayload:
    content = io.BytesIO()
    image = Image.new("RGB", (900, 500), "orange")
    image.paste("navy", (0, 0, 450, 500))
    image.save(content, "PNG")
    return {"name": "me.png", "mimeType": "image/png", "buffer": content.getvalue()}


def test_an_avatar_is_cropped_and_shown_everywhere(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    ada.post("With a face")
    page = ada.page
    page.goto(f"{ada.url}/settings/profile")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Change picture").click()
    chooser.value.set_files(picture())
    crop = page.get_by_role("dialog")
    expect(crop).to_be_visible()
    crop.get_by_role("slider").first.press("ArrowRight")
    crop.get_by_role("button", name="Use this part").click()
    expect(crop).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).click(timeout=30_000)
    expect(page.get_by_text("Your profile is saved")).to_be_visible(timeout=20_000)
    page.goto(f"{ada.url}/@{ada.handle}")
    face = ada.crud("With a face").locator("img").first
    expect(face).to_be_visible()
    assert "/media/" in (face.get_attribute("src") or "")
    expect(face).to_have_js_property("naturalWidth", 192)


def test_an_export_can_be_opened(newcomer: Newcomer, tmp_path: Path) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ada.follow(ben)
    ada.post("Words to keep")
    ada.page.goto(f"{ada.url}/settings/data")
    ada.page.get_by_role("button", name="Make the file").click()
    link = ada.page.get_by_role("link", name=re.compile("^Download"))
    expect(link).to_be_visible(timeout=60_000)
    with ada.page.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "mine.zip")
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {"index.html", "data/cruds.json", "following_accounts.csv"} <= set(names)
        assert b"Words to keep" in archive.read("data/cruds.json")
        follows = list(csv.reader(io.StringIO(archive.read("following_accounts.csv").decode())))
        assert follows[1][0].startswith(f"{ben.handle}@")
        archive.extractall(tmp_path / "mine")
    ada.page.goto((tmp_path / "mine" / "index.html").as_uri())
    expect(ada.page.get_by_text(ada.handle).first).to_be_visible()


def test_a_deletion_is_undone_within_the_week(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ada.post("Not for ever")
    ada.page.goto(f"{ada.url}/settings/leaving")
    delete = ada.page.get_by_role("button", name="Delete my account")
    expect(delete).to_be_disabled()
    ada.page.get_by_label(re.compile("Type your handle")).fill(ada.handle)
    delete.click()
    expect(ada.page.get_by_role("heading", name=re.compile("Your account goes on"))).to_be_visible()
    ben.page.goto(f"{ben.url}/@{ada.handle}")
    expect(ben.page.get_by_text("Nobody by that handle")).to_be_visible()

    ada.page.goto(ada.url)
    ada.page.get_by_role("button", name="Keep my account").click()
    ada.sees_home()
    profile_of(ben, ada)
    expect(ben.crud("Not for ever")).to_be_visible()
