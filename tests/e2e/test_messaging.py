"""Two people, or three, in conversation: each in a browser of their own."""

import io
import re
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from cruddur.devtools.app import App
from tests.e2e.conftest import Newcomer
from tests.e2e.person import Person

pytestmark = pytest.mark.e2e

MenuRole = Literal["menuitem", "menuitemradio"]
UNDO_MS = 6000  # the seconds in which it can be taken back, and a little


def friends(newcomer: Newcomer, *names: str) -> list[Person]:
    """People who all follow the first one: whom they write to has it in the inbox at once."""
    people = [newcomer(name) for name in names]
    for person in people:
        person.sign_up()
    for person in people[1:]:
        person.follow(people[0])
    return people


def thread(page: Page) -> Locator:
    return page.get_by_role("region", name="Conversation", exact=True)


def said(person: Person, text: str) -> Locator:
    """What was said in the conversation that is open; not its preview in the inbox."""
    lines = thread(person.page).get_by_role("list", name="Messages", exact=True)
    return lines.get_by_role("listitem").filter(has_text=text)


def line(person: Person, name: str) -> Locator:
    inbox = person.page.get_by_role("list", name="Conversations", exact=True)
    return inbox.get_by_role("listitem").filter(has_text=name)


def choose(person: Person, menu: str, item: str) -> None:
    person.page.get_by_role("button", name=menu, exact=True).click()
    person.page.get_by_role("menuitem", name=item, exact=True).click()


def act_on(person: Person, text: str, item: str, role: MenuRole = "menuitem") -> None:
    """Choose from the menu of a message."""
    message = said(person, text).first
    message.hover()
    message.get_by_role("button", name="Message actions").click()
    person.page.get_by_role("menu").get_by_role(role, name=item, exact=True).click()


def details(person: Person) -> Locator:
    if "/details" not in person.page.url:
        person.page.get_by_role("link", name="Details", exact=True).click()
    return person.page.get_by_role("region", name="Details", exact=True)


def picture() -> FilePayload:
    content = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(content, "PNG")
    return {"name": "sea.png", "mimeType": "image/png", "buffer": content.getvalue()}


def test_a_request_waits_apart_until_it_is_accepted(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ada.write_to(ben)
    ada.send("May I ask you something?")
    navigation = ben.page.get_by_role("navigation", name="Main")
    expect(navigation.get_by_role("link", name=re.compile("message requests"))).to_be_visible()
    assert ben.unread_in_title() == 0

    navigation.get_by_role("link", name=re.compile("Messages")).click()
    expect(line(ben, "Ada")).to_have_count(0)
    ben.page.get_by_role("link", name="Message requests (1)").click()
    ben.page.get_by_role("list", name="Message requests").get_by_role("link").click()
    expect(said(ben, "May I ask you something?")).to_be_visible()
    expect(ben.box).to_have_count(0)
    ada.page.wait_for_timeout(1000)
    expect(thread(ada.page).get_by_text("Seen")).to_have_count(0)

    ben.page.get_by_role("button", name="Accept").click()
    expect(line(ben, "Ada")).to_be_visible()
    expect(thread(ada.page).get_by_text("Seen")).to_be_visible()
    ben.send("Of course")
    expect(said(ada, "Of course")).to_be_visible()


def test_a_declined_request_is_gone_and_nobody_is_told(newcomer: Newcomer) -> None:
    ada, ben = newcomer("Ada"), newcomer("Ben")
    ada.sign_up()
    ben.sign_up()
    ada.write_to(ben)
    ada.send("Buy my bread")
    ben.page.goto(f"{ben.url}/messages/requests")
    waiting = ben.page.get_by_role("list", name="Message requests").get_by_role("listitem")
    expect(waiting).to_have_count(1)
    waiting.hover()
    choose(ben, "More about Ada", "Delete")
    expect(ben.page.get_by_text("Nobody waits")).to_be_visible()
    ben.page.get_by_role("button", name="Undo").click()
    expect(waiting).to_have_count(1)
    waiting.hover()
    choose(ben, "More about Ada", "Delete")
    ben.page.wait_for_timeout(UNDO_MS)
    ben.page.reload()
    expect(ben.page.get_by_text("Nobody waits")).to_be_visible()

    ada.send("Fresh every day")
    expect(said(ada, "Fresh every day")).to_be_visible()
    ben.page.wait_for_timeout(1000)
    ben.page.goto(f"{ben.url}/messages")
    expect(ben.page.get_by_text("No messages yet")).to_be_visible()


def test_a_group_is_named_and_people_come_and_go(newcomer: Newcomer) -> None:
    ada, ben, cy = friends(newcomer, "Ada", "Ben", "Cy")
    for person in (ben, cy):
        person.page.goto(f"{person.url}/messages")
    ada.start_group("Bakers", ben, cy)
    ada.send("Bread at six")
    for person in (ben, cy):
        expect(line(person, "Bakers")).to_contain_text("Ada: Bread at six")
        line(person, "Bakers").get_by_role("link").click()

    panel = details(ada)
    expect(panel.get_by_role("heading", name="3 people")).to_be_visible()
    choose(ada, f"More about @{cy.handle}", "Remove from the group")
    expect(panel.get_by_role("heading", name="2 people")).to_be_visible()
    expect(cy.page.get_by_text("No such conversation")).to_be_visible(timeout=15_000)
    expect(line(cy, "Bakers")).to_have_count(0)
    expect(said(ben, "Ada removed Cy")).to_be_visible()

    panel.get_by_role("button", name="Rename").click()
    panel.get_by_label("Name of the group").fill("Night bakers")
    panel.get_by_role("button", name="Save").click()
    expect(ben.page.get_by_role("heading", name="Night bakers")).to_be_visible()
    panel.get_by_role("button", name="Add people").click()
    ada.pick(cy)
    ada.page.get_by_role("button", name="Add", exact=True).click()
    line(cy, "Night bakers").get_by_role("link").click()
    expect(said(cy, "Ada added you")).to_be_visible()
    expect(said(cy, "Bread at six")).to_have_count(0)

    ben_panel = details(ben)
    expect(ben_panel.get_by_role("button", name="Add people")).to_have_count(0)
    ben_panel.get_by_role("button", name="Leave the group").click()
    ben.page.get_by_role("dialog").get_by_role("button", name="Leave", exact=True).click()
    expect(ben.page).to_have_url(f"{ben.url}/messages")
    expect(line(ben, "Night bakers")).to_have_count(0)
    expect(said(cy, "Ben left")).to_be_visible()


def test_an_owner_makes_another_and_gives_the_group_a_picture(newcomer: Newcomer) -> None:
    ada, ben = friends(newcomer, "Ada", "Ben")
    cy = newcomer("Cy")
    cy.sign_up()
    cy.follow(ada)
    ada.start_group("Bakers", ben, cy)
    panel = details(ada)
    choose(ada, f"More about @{ben.handle}", "Make an owner")
    expect(panel.get_by_text("Owner")).to_have_count(2)
    ben.page.goto(f"{ben.url}/messages")
    line(ben, "Bakers").get_by_role("link").click()
    expect(details(ben).get_by_role("button", name="Add people")).to_be_visible()

    with ada.page.expect_file_chooser() as chooser:
        panel.get_by_role("button", name="Add a picture").click()
    chooser.value.set_files(picture())
    ada.page.get_by_role("button", name="Use this part").click()
    expect(panel.get_by_role("button", name="Change picture")).to_be_visible(timeout=20_000)
    expect(line(ben, "Bakers").locator("img")).to_be_visible(timeout=15_000)


def test_what_was_said_is_changed_answered_and_taken_back(newcomer: Newcomer) -> None:
    ada, ben = friends(newcomer, "Ada", "Ben")
    ada.write_to(ben)
    ada.send("Wiht a slip")
    ben.page.goto(f"{ben.url}/messages")
    line(ben, "Ada").get_by_role("link").click()
    expect(said(ada, "Wiht a slip").get_by_text("Seen")).to_be_visible()

    act_on(ada, "Wiht a slip", "Edit")
    ada.box.fill("With no slip")
    ada.box.press("Enter")
    expect(said(ben, "With no slip").get_by_text("Edited")).to_be_visible()
    expect(said(ben, "Wiht a slip")).to_have_count(0)

    act_on(ben, "With no slip", "🔥", "menuitemradio")
    reaction = said(ada, "With no slip").get_by_role("button", name=re.compile("🔥"))
    expect(reaction).to_be_visible()
    act_on(ben, "With no slip", "Reply")
    ben.send("Well spotted")
    expect(said(ada, "Well spotted")).to_contain_text("With no slip")

    act_on(ada, "With no slip", "Delete for everyone")
    ada.page.wait_for_timeout(UNDO_MS)
    expect(said(ben, "With no slip")).to_have_count(0)
    expect(said(ben, "Well spotted")).to_be_visible()
    ben.page.reload()
    expect(said(ben, "Well spotted")).to_be_visible()
    expect(said(ben, "With no slip")).to_have_count(0)


def test_a_picture_arrives(newcomer: Newcomer) -> None:
    ada, ben = friends(newcomer, "Ada", "Ben")
    ada.write_to(ben)
    with ada.page.expect_file_chooser() as chooser:
        ada.page.get_by_role("button", name="Add images").click()
    chooser.value.set_files(picture())
    send = ada.page.get_by_role("button", name="Send", exact=True)
    expect(send).to_be_enabled(timeout=20_000)
    send.click()
    ben.page.goto(f"{ben.url}/messages")
    expect(line(ben, "Ada")).to_contain_text("Photo", timeout=15_000)
    line(ben, "Ada").get_by_role("link").click()
    expect(thread(ben.page).get_by_role("list", name="Messages").locator("img")).to_be_visible()


def test_typing_and_receipts_show_only_where_both_want_them(newcomer: Newcomer) -> None:
    ada, ben = friends(newcomer, "Ada", "Ben")
    ada.write_to(ben)
    ada.send("First")
    ben.write_to(ada)
    expect(said(ada, "First").get_by_text("Seen")).to_be_visible()
    ben.box.press_sequentially("Hm", delay=50)
    expect(ada.page.get_by_text("Ben is typing")).to_be_visible()

    ben.page.goto(f"{ben.url}/settings/privacy")
    ben.page.get_by_role("switch", name="Read receipts").click()
    expect(ben.page.get_by_text("Saved").first).to_be_visible()
    ada.page.reload()
    expect(said(ada, "First")).to_be_visible()
    ben.write_to(ada)
    ada.send("Second")
    expect(said(ben, "Second")).to_be_visible()
    ada.page.wait_for_timeout(1000)
    expect(thread(ada.page).get_by_text("Seen")).to_have_count(0)


def shorten(app: App, text: str, seconds: int) -> None:
    """Have a message burn soon: no choice that people have is as short as a test."""
    assert app.stack.emulator is not None
    dynamodb, table = app.stack.emulator.dynamodb(), app.environment["MESSAGES_TABLE"]
    items = dynamodb.scan(TableName=table)["Items"]
    [item] = [one for one in items if one.get("text") == {"S": text}]
    sent = int(item["expires_at"]["N"]) - 3600
    dynamodb.update_item(
        TableName=table,
        Key={"pk": item["pk"], "sk": item["sk"]},
        UpdateExpression="SET expires_at = :soon",
        ExpressionAttributeValues={":soon": {"N": str(sent + seconds)}},
    )


def test_messages_last_as_long_as_is_set_and_burn_on_an_open_page(
    app: App, newcomer: Newcomer
) -> None:
    ada, ben = friends(newcomer, "Ada", "Ben")
    ada.write_to(ben)
    ada.send("Here to stay")
    panel = details(ada)
    # Not `check()`: it looks once, at once, and the page shows a choice a moment later.
    hour = panel.get_by_role("radio", name="1 hour")
    hour.click()
    expect(hour).to_be_checked()
    expect(said(ada, "Messages now last 1 hour")).to_be_visible()
    ada.send("Gone in a moment")
    expect(said(ada, "Gone in a moment").get_by_text(re.compile("gone in"))).to_be_attached()
    ben.write_to(ada)
    shorten(app, "Gone in a moment", 20)
    ben.page.reload()
    expect(said(ben, "Gone in a moment")).to_be_visible()
    expect(said(ben, "Gone in a moment")).to_have_count(0, timeout=25_000)
    expect(said(ben, "Here to stay")).to_be_visible()
    ben.page.reload()
    expect(said(ben, "Here to stay")).to_be_visible()
    expect(ben.page.get_by_text("Gone in a moment")).to_have_count(0)


def test_what_is_written_offline_arrives_once_and_in_order(newcomer: Newcomer) -> None:
    ada, ben = friends(newcomer, "Ada", "Ben")
    ada.write_to(ben)
    ada.send("Before the tunnel")
    ben.write_to(ada)
    ada.page.context.set_offline(True)
    words = ["In the tunnel one", "In the tunnel two", "In the tunnel three"]
    for text in words:
        ada.send(text)
    expect(said(ada, words[0])).to_contain_text("Waiting for the connection")
    ben.page.wait_for_timeout(1000)
    expect(said(ben, "In the tunnel")).to_have_count(0)

    ada.page.context.set_offline(False)
    lines = said(ben, "In the tunnel")
    expect(lines).to_have_count(3, timeout=20_000)
    expect(lines).to_contain_text(words)
    expect(said(ada, "In the tunnel")).to_have_count(3)
    expect(thread(ada.page).get_by_text("Waiting for the connection")).to_have_count(0)
    ben.page.reload()
    expect(said(ben, "In the tunnel")).to_contain_text(words)


def test_what_waits_survives_a_closed_page(newcomer: Newcomer) -> None:
    ada, ben = friends(newcomer, "Ada", "Ben")
    ada.write_to(ben)
    url = ada.page.url
    ada.page.route("**/messages", lambda route: route.abort())
    ada.send("Written and closed")
    ada.box.fill("Half a thou")
    again = ada.page.context.new_page()
    ada.page.close()
    ada.page = again
    ada.page.goto(url)
    expect(ada.box).to_have_value("Half a thou")
    ben.write_to(ada)
    expect(said(ben, "Written and closed")).to_have_count(1)


def test_two_tabs_agree(newcomer: Newcomer) -> None:
    ada, ben = friends(newcomer, "Ada", "Ben")
    ada.write_to(ben)
    tab = Person(ada.page.context.new_page(), ada.url, ada.name, ada.handle)
    tab.page.goto(ada.page.url)
    expect(tab.box).to_be_visible()
    ada.send("Said in one tab")
    expect(said(tab, "Said in one tab")).to_have_count(1)
    tab.send("And in the other")
    expect(said(ada, "And in the other")).to_have_count(1)

    for one in (ada, tab):
        one.page.goto(f"{ada.url}/messages")
    ben.write_to(ada)
    ben.send("Read this once")
    for one in (ada, tab):
        expect(one.page).to_have_title(re.compile(r"^\(1\)"))
    ada.page.bring_to_front()
    line(ada, "Ben").get_by_role("link").click()
    expect(said(ada, "Read this once")).to_have_count(1)
    expect(tab.page).to_have_title(re.compile(r"^[^(]"))
    expect(line(tab, "Ben").get_by_text("unread")).to_have_count(0)


def test_a_muted_conversation_is_not_counted(newcomer: Newcomer) -> None:
    ada, ben = friends(newcomer, "Ada", "Ben")
    ben.write_to(ada)
    ben.send("Hello")
    ada.write_to(ben)
    expect(said(ada, "Hello")).to_be_visible()
    ada.page.goto(f"{ada.url}/messages")
    line(ada, "Ben").hover()
    choose(ada, "More about Ben", "Mute")
    expect(line(ada, "Ben").get_by_text("Muted")).to_be_attached()
    ben.send("Anybody?")
    expect(line(ada, "Ben").get_by_text("1 unread")).to_be_visible()
    assert ada.unread_in_title() == 0
    line(ada, "Ben").hover()
    choose(ada, "More about Ben", "Unmute")
    expect(ada.page).to_have_title(re.compile(r"^\(1\)"))
