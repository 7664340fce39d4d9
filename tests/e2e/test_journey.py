"""Two new people find each other, read, and talk: the main job, in two browsers."""

import re

import psycopg
import pytest
from playwright.sync_api import expect

from cruddur.devtools.app import App
from tests.e2e.conftest import Newcomer
from tests.e2e.person import RESET_CODE

pytestmark = pytest.mark.e2e


def shorten(app: App, text: str, seconds: int) -> None:
    """Have a crud expire soon: no choice that people have is as short as a test."""
    with psycopg.connect(app.environment["DATABASE_URL"]) as database:
        found = database.execute(
            "UPDATE posts_post SET expires_at = now() + make_interval(secs => %s) WHERE text = %s",
            [seconds, text],
        )
        assert found.rowcount == 1


def test_two_people_meet_and_talk(app: App, newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()

    # They follow each other. Ada goes home, and sees what Ben posts without reloading.
    ben.follow(ada)
    ada.follow(ben)
    ada.page.get_by_role("link", name="Home").first.click()
    ada.sees_home()
    ben.post("Hello from Ben")
    pill = ada.page.get_by_role("button", name=re.compile("1 new crud"))
    expect(pill).to_be_visible()
    expect(ada.crud("Hello from Ben")).to_have_count(0)
    pill.click()
    expect(ada.crud("Hello from Ben")).to_be_visible()
    expect(pill).to_have_count(0)

    # From the crud to its author, and into a conversation.
    ada.crud("Hello from Ben").get_by_role("link", name="Ben").first.click()
    expect(ada.page).to_have_url(f"{app.url}/@{ben.handle}")
    ada.page.get_by_role("link", name=f"Message @{ben.handle}").click()
    ada.send("Hello Ben, I am Ada")

    # Ben, still at home, sees the count rise; then the message, live; and answers.
    expect(ben.page).to_have_title(re.compile(r"^\(1\)"))
    ben.page.get_by_role("link", name=re.compile("Messages")).first.click()
    inbox = ben.page.get_by_role("list", name="Conversations")
    expect(inbox.get_by_text("1 unread")).to_be_visible()
    inbox.get_by_role("link", name=re.compile("Ada")).click()
    expect(ben.message("Hello Ben, I am Ada")).to_be_visible()
    expect(ben.page).to_have_title(re.compile(r"^[^(]"))
    ada.send("Are you there?")
    expect(ben.message("Are you there?")).to_be_visible()
    ben.send("I am here")
    expect(ada.message("I am here")).to_be_visible()

    # Out and in again: all is there.
    ada.sign_out()
    ada.sign_in()
    ada.sees_home()
    expect(ada.crud("Hello from Ben")).to_be_visible()
    ada.page.get_by_role("link", name=re.compile("Messages")).first.click()
    # Not any link named Ben: the home page stays in sight until the next one has come.
    inbox = ada.page.get_by_role("list", name="Conversations")
    inbox.get_by_role("link", name=re.compile("Ben")).click()
    for text in ("Hello Ben, I am Ada", "Are you there?", "I am here"):
        expect(ada.message(text)).to_be_visible()


def test_a_crud_that_expires_leaves_an_open_page(app: App, newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    ada.post("Gone in a moment")
    ada.post("Here to stay")
    shorten(app, "Gone in a moment", 4)
    ada.page.reload()
    expect(ada.crud("Gone in a moment")).to_be_visible()
    expect(ada.crud("Gone in a moment")).to_have_count(0, timeout=10_000)
    expect(ada.crud("Here to stay")).to_be_visible()
    ada.page.reload()
    expect(ada.crud("Here to stay")).to_be_visible()
    assert ada.crud("Gone in a moment").count() == 0


def test_a_forgotten_password_is_replaced(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    ada.sign_out()
    ada.sign_in("wrong-password-1")
    expect(ada.page.get_by_text("do not go together")).to_be_visible()
    ada.page.get_by_role("link", name=re.compile("forgot", re.I)).click()
    ada.page.get_by_label("Email").fill(ada.email)
    ada.page.get_by_role("button", name=re.compile("code", re.I)).click()
    ada.page.get_by_label("Confirmation code").fill(RESET_CODE)
    ada.page.get_by_label("New password", exact=True).fill("Another-horse-8")
    ada.page.get_by_role("button", name="Set password").click()
    ada.sees_home()


def test_a_wrong_code_and_a_taken_handle_are_said_in_words(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.page.goto(f"{ben.url}/sign-up")
    ben.page.get_by_label("Handle").fill(ada.handle)
    expect(ben.page.get_by_text(re.compile("taken"))).to_be_visible()
    ben.fills_in_the_form()
    ben.confirms("000000")
    expect(ben.page.get_by_text("That is not the code")).to_be_visible()
    ben.confirms()
    ben.sees_home()


def test_a_signed_out_reader_reads_and_comes_back_to_where_they_were(newcomer: Newcomer) -> None:
    ada, reader = newcomer("Ada"), newcomer("Reader")
    ada.sign_up()
    ada.post("Read by anyone")
    reader.page.goto(f"{reader.url}/explore")
    expect(reader.crud("Read by anyone")).to_be_visible()
    reader.page.goto(f"{reader.url}/@{ada.handle}")
    expect(reader.crud("Read by anyone")).to_be_visible()
    reader.page.get_by_role("button", name="Follow", exact=True).click()
    expect(reader.page.get_by_role("heading", name="Sign in")).to_be_visible()
    reader.page.get_by_role("main").get_by_role("link", name="Create account").click()
    reader.fills_in_the_form()
    reader.confirms()
    expect(reader.page).to_have_url(f"{reader.url}/@{ada.handle}", timeout=15_000)
    expect(reader.page.get_by_role("button", name="Following")).to_be_visible()


def test_deleting_ones_own_crud_can_be_undone(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    ada.post("Maybe not")
    ada.crud("Maybe not").get_by_role("button", name="More").click()
    ada.page.get_by_role("menuitem", name="Delete").click()
    expect(ada.crud("Maybe not")).to_have_count(0)
    ada.page.get_by_role("button", name="Undo").click()
    expect(ada.crud("Maybe not")).to_be_visible()
    ada.page.reload()
    expect(ada.crud("Maybe not")).to_be_visible()


def test_a_crud_that_cannot_be_sent_gives_its_words_back(newcomer: Newcomer) -> None:
    ada = newcomer("Ada")
    ada.sign_up()
    box = ada.page.get_by_role("textbox", name="What is on your mind")
    ada.page.context.set_offline(True)
    box.fill("Do not lose me")
    ada.page.get_by_role("button", name="Post", exact=True).click()
    expect(box).to_have_value("Do not lose me")
    expect(ada.page.get_by_role("alert").first).to_be_visible()
    expect(ada.crud("Do not lose me")).to_have_count(0)
    ada.page.context.set_offline(False)
    ada.page.get_by_role("button", name="Post", exact=True).click()
    ada.sees_posted("Do not lose me")
