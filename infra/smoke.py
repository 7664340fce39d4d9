"""Goes through a deployed Cruddur as two people would, by its public address and nothing else.

python -m infra.smoke https://cruddur.example

Every process has a part in it: `web` answers, the worker brings a crud into a feed, the stream
Lambda moves an inbox, `events` tells of all that. The two people are new, and leave at the end.
Their sign-up is confirmed with the rights of whoever runs it, or with `--code` as a person would.
"""

import argparse
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from cruddur.devtools.console import Step, show, step
from infra.guest import Confirm, Guest, by_code, by_right, newcomer
from infra.visitor import NotAsMeant, Stream, Visitor

# If removing it should fail, it goes by itself.
CRUD_LASTS = 3600
ASSET = re.compile(r'src="(/assets/[^"]+\.js)"')
READ_SECONDS = 20


@dataclass
class Walk:
    """The two and what they leave behind; `step` names and times what is being done."""

    address: str
    confirm: Confirm
    through: str | None = None
    step: Step = step
    guests: list[Guest] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stranger = Visitor(self.address, self.through)
        self.words = f"Smoke {secrets.token_hex(6)}"

    def go(self) -> None:
        """Raises NotAsMeant, or what Cognito says, at the first step that fails."""
        with self.step("The app's page comes, and what it is made of"):
            self.opens_the_app()
        with self.step("The API and what is behind it answer"):
            config = self.asks_the_api()
        try:
            with self.step("Two people sign up"):
                writer, reader = self.signs_up(config), self.signs_up(config)
            with self.step("They sign in"):
                for guest in (writer, reader):
                    self.signs_in(guest)
            self.meet(writer, reader)
        except BaseException:
            # What failed first is what is to be told at the end.
            with suppress(NotAsMeant):
                self.clean_up()
            raise
        self.clean_up()

    def opens_the_app(self) -> None:
        page = self.stranger.get("/")
        _check("no-cache" in page.headers.get("cache-control", ""), "the app's page may be kept.")
        _check(self.stranger.get("/messages").text == page.text, "/messages is another page.")
        found = ASSET.search(page.text)
        _check(found is not None, "the app's page names no script.")
        if found:
            script = self.stranger.get(found[1])
            kind = script.headers.get("content-type", "")
            _check("javascript" in kind, f"{found[1]} came as {kind}.")

    def asks_the_api(self) -> dict[str, Any]:
        self.stranger.get("/healthz")
        self.stranger.get("/readyz")
        config: dict[str, Any] = self.stranger.get("/api/v1/config").json()
        return config

    def signs_up(self, config: dict[str, Any]) -> Guest:
        guest = newcomer(config, self.address, self.through)
        guest.sign_up()
        self.confirm(guest)
        return guest

    def signs_in(self, guest: Guest) -> None:
        guest.sign_in()
        # From their first request on they have a profile, and something to remove.
        self.guests.append(guest)
        me = guest.visitor.get("/api/v1/me").json()
        _check(me["handle"] == guest.handle, f"@{guest.handle} came in as @{me['handle']}.")

    def meet(self, writer: Guest, reader: Guest) -> None:
        with ExitStack() as at_the_end:
            with self.step("One follows the other, and listens"):
                reader.visitor.ask("PUT", f"/api/v1/profiles/{writer.handle}/follow")
                stream = at_the_end.enter_context(reader.visitor.listening())
            self.posts_and_reads(writer, stream)
            self.write_messages(writer, reader, stream)

    def posts_and_reads(self, writer: Guest, stream: Stream) -> None:
        with self.step("A crud is posted"):
            new = {"text": self.words, "expires_in": CRUD_LASTS}
            post = writer.visitor.ask("POST", "/api/v1/posts", new).json()["id"]
            self.posts.append(post)
        with self.step("The worker brings it into the follower's feed, and the stream says so"):
            stream.wait_for("post", post_id=post)
        with self.step("It is read by somebody who is signed out"):
            read = self.stranger.get(f"/api/v1/posts/{post}").json()
            _check(read["text"] == self.words, "the crud says something else.")
        with self.step("Its page tells other sites what it says (Open Graph)"):
            page = self.stranger.get(f"/@{writer.handle}/{post}").text
            _check('property="og:title"' in page, "the crud's page has no og:title.")
            _check(self.words in page, "the crud's page does not have its words.")

    def write_messages(self, writer: Guest, reader: Guest, stream: Stream) -> None:
        with self.step("A message is sent, and the stream tells of it"):
            asked = {"handles": [reader.handle]}
            talk = writer.visitor.ask("POST", "/api/v1/conversations", asked).json()["id"]
            said = {"text": self.words, "client_id": secrets.token_hex(8)}
            path = f"/api/v1/conversations/{talk}/messages"
            message = writer.visitor.ask("POST", path, said).json()["id"]
            stream.wait_for("message", message_id=message)
        with self.step("The stream Lambda has moved the inbox, and the stream tells of that"):
            stream.wait_for("inbox", message_id=message)
            self.finds_unread(reader, talk)
        with self.step("The message is read, and taken back"):
            read = reader.visitor.get(path).json()["items"]
            _check(self.words in [each["text"] for each in read], "the message is not there.")
            writer.visitor.ask("DELETE", f"{path}/{message}", expect=204)

    def finds_unread(self, reader: Guest, talk: str) -> None:
        inbox = reader.visitor.get("/api/v1/conversations").json()["items"]
        found = next((each for each in inbox if each["id"] == talk), None)
        _check(found is not None and found["unread"] == 1, "the inbox has not moved.")

    def clean_up(self) -> None:
        """Also after a failure: whatever can be removed is, and the rest is told."""
        with self.step("What they made is removed, and they leave"):
            left = [*_failures(self._removals())]
            for each in left:
                show(f"    {each}")
            _check(not left, "what the test has made could not be removed.")

    def _removals(self) -> Iterator[Callable[[], object]]:
        yield from (partial(self._remove, post) for post in self.posts)
        yield from (guest.leave for guest in self.guests)

    def _remove(self, post: str) -> None:
        path = f"/api/v1/posts/{post}"
        self.guests[0].visitor.ask("DELETE", path, expect=204)
        until = time.monotonic() + READ_SECONDS
        while self.stranger.ask("GET", path, expect=404).status == 200:
            _check(time.monotonic() < until, f"the crud {post} can still be read.")
            time.sleep(0.5)


def _failures(actions: Iterator[Callable[[], object]]) -> Iterator[str]:
    for action in actions:
        try:
            action()
        except NotAsMeant as error:
            yield str(error)


def _check(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise NotAsMeant(otherwise)


def main(argv: list[str]) -> int:
    asked = argparse.ArgumentParser(prog="python -m infra.smoke", description=__doc__)
    asked.add_argument("address", help="as https://cruddur.example")
    asked.add_argument("--code", help="confirm sign-ups with this code")
    asked.add_argument("--through", metavar="URL", help="connect here instead")
    given = asked.parse_args(argv)
    confirm = by_code(given.code) if given.code else by_right
    started = time.monotonic()
    try:
        Walk(given.address.rstrip("/"), confirm, given.through).go()
    except (NotAsMeant, ClientError, BotoCoreError) as error:
        show(f"\n{given.address} does not work: {error}")
        return 1
    show(f"\n{given.address} works ({time.monotonic() - started:.1f} s).")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
