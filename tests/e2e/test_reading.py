"""Long lists: they stay small in the document, and one finds one's place again."""

import pytest
from playwright.sync_api import Page, expect

from cruddur.devtools.app import App
from tests.e2e.conftest import Newcomer
from tests.e2e.many import write_many
from tests.e2e.person import Person

pytestmark = pytest.mark.e2e

SLACK_PX = 4

# The topmost crud below the page's head: its text and where it stands.
READING = """() => {
  const item = [...document.querySelectorAll('main li[data-index]')]
    .find((one) => one.getBoundingClientRect().bottom > 60);
  const text = item?.querySelector('p[dir]')?.textContent ?? '';
  return [text, item?.getBoundingClientRect().top ?? 0];
}"""
CARDS = "document.querySelectorAll('main li[data-index]').length"


def reading(page: Page) -> tuple[str, float]:
    text, top = page.evaluate(READING)
    return text, top


def number(text: str) -> int:
    """Of "Crud number 7 and so on"."""
    return int(text.split()[2])


def scroll_to_number(person: Person, wanted: int) -> None:
    """Scroll as a wheel does until the crud of this number, or a later one, is being read."""
    page = person.page
    page.mouse.move(500, 400)
    while number(reading(page)[0]) < wanted:
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(100)
    settles(page)


def settles(page: Page) -> None:
    """Until a second has passed in which nothing moved."""
    still, at = 0, -1.0
    while still < 5:
        now = page.evaluate("window.scrollY")
        still, at = (still + 1, at) if now == at else (0, now)
        page.wait_for_timeout(200)


def stands(page: Page, before: tuple[str, float]) -> None:
    """What was read before is read now, at the same place."""
    page.wait_for_function(
        f"""([text, top, slack]) => {{
          const [now, at] = ({READING})();
          return now === text && Math.abs(at - top) <= slack;
        }}""",
        arg=[*before, SLACK_PX],
        timeout=8_000,
    )


@pytest.fixture
def ada(app: App, newcomer: Newcomer) -> Person:
    """Somebody with a long home feed, at its top."""
    ada = newcomer("Ada")
    ada.sign_up()
    expect(ada.page.get_by_role("link", name=f"@{ada.handle}")).to_be_visible()
    write_many(app.environment["DATABASE_URL"], ada.handle, 220)
    ada.page.goto(ada.url)
    expect(ada.crud("number 1").first).to_be_visible()
    return ada


def test_a_long_list_is_never_in_the_document_as_a_whole(ada: Person) -> None:
    scroll_to_number(ada, 60)
    few = ada.page.evaluate(CARDS)
    scroll_to_number(ada, 210)
    assert ada.page.evaluate(CARDS) < 45
    assert abs(ada.page.evaluate(CARDS) - few) < 20
    item = ada.page.locator("main li[data-index]").last
    assert int(item.get_attribute("aria-posinset") or 0) > 200
    assert item.get_attribute("aria-setsize") in ("220", "-1")


def test_back_and_forward_lead_to_where_one_was(ada: Person) -> None:
    page = ada.page
    scroll_to_number(ada, 120)
    before = reading(page)
    ada.crud(f"number {number(before[0]) + 2}").locator("time").first.click()
    expect(page.get_by_role("heading", name="Crud", exact=True)).to_be_visible()
    assert page.evaluate("window.scrollY") < 200
    page.go_back()
    stands(page, before)
    page.get_by_role("link", name="Ada").first.click()
    expect(page.get_by_role("button", name="Back")).to_be_visible()
    page.go_back()
    stands(page, before)
    # By a link one comes anew, and begins at the top.
    page.get_by_role("link", name="Explore").first.click()
    page.get_by_role("link", name="Home").first.click()
    expect(ada.crud("number 1").first).to_be_in_viewport()


def test_a_reload_leads_to_where_one_was(ada: Person) -> None:
    page = ada.page
    scroll_to_number(ada, 150)
    before = reading(page)
    page.reload()
    stands(page, before)
    kept = page.evaluate("JSON.stringify(sessionStorage)")
    assert "number" not in kept, "never what a crud says"
    ada.sign_out()
    assert "number" not in page.evaluate("JSON.stringify(sessionStorage)")
    assert page.evaluate("sessionStorage.getItem('cruddur.places')") is None


def test_new_cruds_wait_behind_the_pill(ada: Person, newcomer: Newcomer) -> None:
    ben = newcomer("Ben")
    ben.sign_up()
    ada.follow(ben)
    ada.page.goto(ada.url)
    expect(ada.crud("number 1").first).to_be_visible()
    scroll_to_number(ada, 90)
    before = reading(ada.page)
    ben.post("Something new")
    pill = ada.page.get_by_role("button", name="1 new crud")
    expect(pill).to_be_visible(timeout=15_000)
    stands(ada.page, before)
    pill.click()
    expect(ada.crud("Something new")).to_be_in_viewport()
    assert ada.page.evaluate("window.scrollY") == 0


def test_what_goes_above_does_not_move_what_is_read(ada: Person) -> None:
    page = ada.page
    scroll_to_number(ada, 50)
    before = reading(page)
    above = number(before[0]) - 3
    # As if in another tab: this one hears of it as it would of anybody's.
    page.evaluate(
        """async (text) => {
          const card = [...document.querySelectorAll('[data-post]')]
            .find((one) => one.textContent.includes(text + ' ') || one.textContent.endsWith(text));
          const id = card.dataset.post.split('/').at(-1);
          const key = Object.keys(localStorage).find((one) => one.endsWith('.accessToken'));
          await fetch('/api/v1/posts/' + id, {
            method: 'DELETE', headers: { Authorization: 'Bearer ' + localStorage.getItem(key) },
          });
        }""",
        f"number {above}",
    )
    page.wait_for_timeout(2_500)
    stands(page, before)
    # One's own new crud comes on top, where one is not.
    page.keyboard.press("n")
    page.get_by_role("dialog").get_by_role("textbox").first.fill("While reading")
    page.get_by_role("dialog").get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    stands(page, before)
    page.evaluate("window.scrollTo(0, 0)")
    expect(ada.crud("While reading")).to_be_in_viewport()


def test_the_keys_walk_on_from_a_crud_that_is_far_away(ada: Person) -> None:
    page = ada.page
    page.keyboard.press("j")
    page.keyboard.press("j")
    focused = "document.activeElement.textContent"
    assert "number 2" in page.evaluate(focused)
    scroll_to_number(ada, 80)
    assert "number 2" in page.evaluate(focused), "the focus stays where it is"
    page.keyboard.press("j")
    page.wait_for_function(f"() => {focused}.includes('number 3')")
