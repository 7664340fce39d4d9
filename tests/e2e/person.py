"""A person at a browser: what the journeys have them do, by what they see on the screen."""

import re
import uuid
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

# The emulator's codes are always the same; it refuses any other.
SIGN_UP_CODE = "123456"
RESET_CODE = "654321"


@dataclass
class Person:
    page: Page
    url: str
    name: str
    handle: str = field(default_factory=lambda: f"p_{uuid.uuid4().hex[:10]}")
    password: str = "Correct-horse-7"

    @property
    def email(self) -> str:
        return f"{self.handle}@example.com"

    @property
    def on_a_phone(self) -> bool:
        size = self.page.viewport_size
        return size is not None and size["width"] < 768

    def sign_up(self) -> None:
        self.page.goto(f"{self.url}/sign-up")
        self.fills_in_the_form()
        self.confirms()
        self.sees_home()

    def fills_in_the_form(self) -> None:
        expect(self.page.get_by_role("heading", name="Create account")).to_be_visible()
        self.page.get_by_label("Email").fill(self.email)
        self.page.get_by_label("Handle").fill(self.handle)
        self.page.get_by_label("Display name").fill(self.name)
        self.page.get_by_label("Password", exact=True).fill(self.password)
        self.page.get_by_role("button", name="Create account").click()

    def confirms(self, code: str = SIGN_UP_CODE) -> None:
        self.page.get_by_label("Confirmation code").fill(code)
        self.page.get_by_role("button", name="Confirm").click()

    def sign_in(self, password: str | None = None) -> None:
        self.page.goto(f"{self.url}/sign-in")
        self.page.get_by_label("Email").fill(self.email)
        self.page.get_by_label("Password", exact=True).fill(password or self.password)
        self.page.get_by_role("button", name="Sign in").click()

    def sign_out(self) -> None:
        self.page.goto(f"{self.url}/settings")
        self.page.get_by_role("button", name="Sign out").click()
        expect(self.page.get_by_role("link", name="Create account").first).to_be_visible()

    def sees_home(self) -> None:
        expect(self.page.get_by_role("heading", name="Home")).to_be_visible(timeout=15_000)

    def post(self, text: str) -> None:
        self.page.goto(self.url)
        self.sees_home()
        if self.on_a_phone:
            self.page.get_by_role("button", name="New crud").click()
        self.page.get_by_role("textbox", name="What is on your mind").last.fill(text)
        self.page.get_by_role("button", name="Post", exact=True).last.click()
        self.sees_posted(text)

    def publishes(self, button: Locator, at: str = "posts") -> None:
        """Press what publishes, and wait for the API's answer."""
        with self.page.expect_response(lambda answer: answer.url.endswith(f"/api/v1/{at}")):
            button.click()

    def sees_posted(self, text: str) -> None:
        """A crud is shown at once; the API has it when it is no longer busy."""
        expect(self.crud(text)).to_be_visible()
        expect(self.crud(text)).not_to_have_attribute("aria-busy", "true")

    def follow(self, other: "Person") -> None:
        self.page.goto(f"{self.url}/@{other.handle}")
        self.page.get_by_role("button", name="Follow", exact=True).click()
        expect(self.page.get_by_role("button", name="Following")).to_be_visible()

    def crud(self, text: str) -> Locator:
        return self.page.get_by_role("article").filter(has_text=text)

    def unread_in_title(self) -> int:
        found = re.match(r"\((\d+)\)", self.page.title())
        return int(found[1]) if found else 0

    @property
    def box(self) -> Locator:
        """Where one writes messages."""
        return self.page.get_by_role("textbox", name="Message", exact=True)

    def write_to(self, other: "Person") -> None:
        """Open the conversation of the two."""
        self.page.goto(f"{self.url}/messages/with/{other.handle}")
        expect(self.box).to_be_visible()

    def pick(self, other: "Person") -> None:
        """Find somebody by their handle, in a dialog where people are chosen."""
        self.page.get_by_role("combobox").fill(other.handle)
        self.page.get_by_role("option", name=re.compile(f"@{other.handle}")).click()

    def start_group(self, title: str, *others: "Person") -> None:
        self.page.goto(f"{self.url}/messages")
        self.page.get_by_role("button", name="New message").click()
        for other in others:
            self.pick(other)
        self.page.get_by_label("Name of the group").fill(title)
        self.page.get_by_role("button", name="Start group").click()
        expect(self.page.get_by_role("heading", name=title)).to_be_visible()

    def send(self, text: str) -> None:
        self.box.fill(text)
        self.page.get_by_role("button", name="Send", exact=True).click()
        expect(self.message(text)).to_be_visible()

    def message(self, text: str) -> Locator:
        return self.page.get_by_role("main").get_by_role("listitem").filter(has_text=text).last
