"""What can be done with a crud, in the browser."""

import io
import re
from datetime import datetime, timedelta

import psycopg
import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, expect

from cruddur.devtools.app import App
from tests.e2e.conftest import Newcomer
from tests.e2e.person import Person

pytestmark = pytest.mark.e2e


def picture() -> FilePayload:
    content = io.BytesIO()
    Image.linear_gradient("L").resize((800, 500)).convert("RGB").save(content, "JPEG")
    return {"name": "dunes.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def open_thread(person: Person, text: str) -> None:
    person.crud(text).get_by_role("link").filter(has=person.page.locator("time")).first.click()
    expect(person.page.get_by_role("button", name="Back")).to_be_visible()


def choose(person: Person, crud: Locator, menu: str, item: str) -> None:
    crud.get_by_role("button", name=re.compile(menu)).first.click()
    person.page.get_by_role("menuitem", name=item, exact=True).click()


def test_a_thread_is_answered_and_what_is_gone_leaves_its_place(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ada.post("Does anyone know a good bakery")
    ben.page.goto(f"{ben.url}/@{ada.handle}")
    ben.crud("bakery").get_by_role("button", name="Reply").click()
    ben.page.get_by_role("textbox").last.fill("The one by the station")
    ben.publishes(ben.page.get_by_role("button", name="Reply", exact=True).last)
    open_thread(ben, "bakery")
    expect(ben.crud("The one by the station")).to_be_visible()
    ada.page.goto(ben.page.url)
    expect(ada.crud("The one by the station")).to_be_visible()
    open_thread(ada, "The one by the station")
    expect(ada.crud("bakery")).to_be_visible()

    address = ada.page.url
    ada.page.goto(f"{ada.url}/@{ada.handle}")
    choose(ada, ada.crud("bakery"), "More", "Delete")
    expect(ada.crud("bakery")).to_have_count(0)
    ada.page.wait_for_timeout(6000)  # the time in which it can be undone
    ben.page.goto(address)
    expect(ben.page.get_by_text("This crud was deleted")).to_be_visible()
    expect(ben.crud("The one by the station")).to_be_visible()


def test_a_quote_a_like_and_a_bookmark(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ada.post("Worth repeating")
    ben.page.goto(f"{ben.url}/@{ada.handle}")
    crud = ben.crud("Worth repeating")
    for name in ("Like", "Bookmark"):
        crud.get_by_role("button", name=re.compile(f"^{name}")).click()
        expect(crud.get_by_role("button", name=re.compile(f"^{name}"))).to_have_attribute(
            "aria-pressed", "true"
        )
    choose(ben, crud, "Repost", "Quote")
    ben.page.get_by_role("dialog").get_by_role("textbox").first.fill("So true")
    ben.publishes(ben.page.get_by_role("dialog").get_by_role("button", name="Post", exact=True))
    expect(ben.page.get_by_role("dialog")).to_have_count(0)
    ben.page.goto(f"{ben.url}/@{ben.handle}")
    expect(ben.crud("So true").get_by_text("Worth repeating")).to_be_visible()
    ben.page.goto(f"{ben.url}/bookmarks")
    expect(ben.crud("Worth repeating")).to_be_visible()
    ada.page.reload()
    expect(ada.crud("Worth repeating").get_by_role("button", name="Like")).to_contain_text("1")


def test_an_image_with_words_for_it_and_one_that_is_refused(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    page = ada.page
    page.get_by_role("textbox", name="What is on your mind").first.fill("Look at this")
    page.get_by_label("Images", exact=True).first.set_input_files(
        {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"MZ not a picture at all"}
    )
    expect(page.get_by_role("alert").first).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Remove image 1").click()
    page.get_by_label("Images", exact=True).first.set_input_files(picture())
    page.get_by_label("Description of image 1").fill("Dunes at dusk")
    expect(page.get_by_text("Image 1 is ready")).to_be_attached(timeout=20_000)
    page.get_by_role("button", name="Post", exact=True).click()
    ada.sees_posted("Look at this")
    shown = ada.crud("Look at this").get_by_role("img", name="Dunes at dusk")
    expect(shown).to_be_visible()
    page.reload()
    expect(shown).to_be_visible()
    loaded = "image => image.complete && image.naturalWidth > 0"
    page.wait_for_function(
        f"() => [...document.querySelectorAll('article img[alt=\"Dunes at dusk\"]')].some({loaded})"
    )
    shown.click()
    expect(page.get_by_role("dialog").get_by_role("img", name="Dunes at dusk")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_edit_keeps_its_history(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    ada.post("Helo world")
    choose(ada, ada.crud("Helo world"), "More", "Edit")
    ada.page.get_by_label("Text", exact=True).fill("Hello world")
    ada.page.get_by_role("button", name="Save", exact=True).click()
    expect(ada.crud("Hello world")).to_be_visible()
    ada.page.reload()
    choose(ada, ada.crud("Hello world"), "More", "Edit history")
    expect(ada.page.get_by_role("dialog").get_by_text("Helo world")).to_be_visible()


def test_a_scheduled_crud_appears_at_its_time(app: App, newcomer: Newcomer) -> None:
    ada, reader = newcomer("Ada"), newcomer("Reader")
    ada.sign_up()
    ada.page.get_by_role("textbox", name="What is on your mind").first.fill("From the past")
    ada.page.get_by_role("button", name="Save or schedule").click()
    ada.page.get_by_role("menuitem", name=re.compile("Schedule")).click()
    soon = datetime.now() + timedelta(hours=2)  # noqa: DTZ005 - what the browser's field takes
    ada.page.get_by_label("Publish at").fill(f"{soon:%Y-%m-%dT%H:%M}")
    ada.publishes(ada.page.get_by_role("button", name="Schedule", exact=True), at="me/drafts")
    ada.page.goto(f"{ada.url}/drafts")
    expect(ada.page.get_by_text("From the past")).to_be_visible()
    reader.page.goto(f"{reader.url}/@{ada.handle}")
    assert reader.crud("From the past").count() == 0
    with psycopg.connect(app.environment["DATABASE_URL"]) as database:
        database.execute("UPDATE posts_draft SET publish_at = now()")
    for _ in range(15):
        reader.page.reload()
        reader.page.wait_for_timeout(2000)
        if reader.crud("From the past").count():
            break
    expect(reader.crud("From the past")).to_be_visible()


def test_an_expiry_leaves_its_place_in_an_open_thread(app: App, newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ada.post("Soon over")
    ben.page.goto(f"{ben.url}/@{ada.handle}")
    ben.crud("Soon over").get_by_role("button", name="Reply").click()
    ben.page.get_by_role("textbox").last.fill("Still here")
    ben.publishes(ben.page.get_by_role("button", name="Reply", exact=True).last)
    with psycopg.connect(app.environment["DATABASE_URL"]) as database:
        database.execute(
            "UPDATE posts_post SET expires_at = now() + interval '6 seconds'"
            " WHERE text = 'Soon over'"
        )
    ben.page.goto(f"{ben.url}/@{ben.handle}/replies")
    open_thread(ben, "Still here")
    expect(ben.crud("Soon over")).to_be_visible()
    expect(ben.page.get_by_text("This crud has expired")).to_be_visible(timeout=12_000)
    expect(ben.crud("Soon over")).to_have_count(0)
    ben.page.reload()
    expect(ben.page.get_by_text("This crud has expired")).to_be_visible()
    expect(ben.crud("Still here")).to_be_visible()


def test_a_crud_is_pinned_its_likes_are_listed_and_its_author_can_be_blocked(
    newcomer: Newcomer,
) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ada.post("Stands first")
    ada.post("Comes later")
    choose(ada, ada.crud("Stands first"), "More", "Pin to profile")
    ben.page.goto(f"{ben.url}/@{ada.handle}")
    pinned = ben.page.get_by_role("list", name="Pinned crud").get_by_role("article")
    expect(pinned).to_contain_text("Stands first")
    with ben.page.expect_response(lambda answer: answer.url.endswith("/like")):
        pinned.get_by_role("button", name=re.compile("^Like")).click()
    ben.page.goto(ben.url + (pinned.get_attribute("data-post") or ""))
    ben.page.get_by_role("button", name="1 like").click()
    expect(ben.page.get_by_role("dialog").get_by_text(f"@{ben.handle}")).to_be_visible()
    ben.page.keyboard.press("Escape")

    ben.page.goto(f"{ben.url}/@{ada.handle}")
    ben.page.get_by_role("button", name=f"More about @{ada.handle}").click()
    ben.page.get_by_role("menuitem", name=re.compile("Block")).click()
    expect(ben.crud("Stands first")).to_have_count(0)
    ben.page.goto(f"{ben.url}/explore")
    expect(ben.page.get_by_role("heading", name="Explore")).to_be_visible()
    expect(ben.crud("Comes later")).to_have_count(0)
    ada.page.goto(f"{ada.url}/@{ben.handle}")
    expect(ada.page.get_by_text("Nobody by that handle")).to_be_visible()
