"""The app's page: taken apart, kept, and done without."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest
from django.test import Client
from pytest_django import Settings
from urllib3.exceptions import HTTPError

from apps.pages import shell
from apps.pages.shell import Shell, ShellKeeper, ShellUnfit, take_apart
from apps.profiles.models import User
from tests.pages.conftest import INDEX
from tests.pages.parsing import parse

Clock = Callable[[float], None]


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    now = [1000.0]
    monkeypatch.setattr("apps.pages.shell.monotonic", lambda: now[0])

    def pass_time(seconds: float) -> None:
        now[0] += seconds

    return pass_time


def numbered() -> Callable[[], Shell]:
    """Makes a shell that says which one it is."""
    numbers = count(1)
    return lambda: Shell(f"{next(numbers)}", "", "", {})


def failing() -> Shell:
    raise HTTPError("away")


def test_it_is_fetched_once_a_minute(pass_time: Clock) -> None:
    keeper = ShellKeeper(numbered())
    first = keeper.get()
    pass_time(59)
    assert keeper.get() is first
    pass_time(2)
    second = keeper.get()
    assert first
    assert second
    assert (first.start, second.start) == ("1", "2")


def test_the_last_one_stays_while_there_is_no_newer(pass_time: Clock) -> None:
    keeper = ShellKeeper(numbered())
    first = keeper.get()
    keeper._fetch = failing
    pass_time(600)
    assert keeper.get() is first
    keeper._fetch = numbered()
    pass_time(1)
    assert keeper.get() is first, "a failure is not tried again at once"
    pass_time(5)
    assert keeper.get() is not first


def test_without_any_there_is_none_and_soon_another_try(pass_time: Clock) -> None:
    keeper = ShellKeeper(failing)
    assert keeper.get() is None
    keeper._fetch = numbered()
    assert keeper.get() is None
    pass_time(6)
    assert keeper.get() is not None


def test_one_thread_fetches_and_the_others_do_not_wait(pass_time: Clock) -> None:
    keeper = ShellKeeper(numbered())
    first = keeper.get()
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Shell:
        begun.set()
        assert go_on.wait(5)
        return Shell("slow", "", "", {})

    keeper._fetch = slow
    pass_time(61)
    fetching = threading.Thread(target=keeper.get)
    fetching.start()
    assert begun.wait(5)
    assert keeper.get() is first
    go_on.set()
    fetching.join()
    newest = keeper.get()
    assert newest
    assert newest.start == "slow"


def test_those_who_come_first_wait_for_one_fetch() -> None:
    fetched = count()

    def slow() -> Shell:
        threading.Event().wait(0.05)
        return Shell(str(next(fetched)), "", "", {})

    keeper = ShellKeeper(slow)
    got: list[Shell | None] = []
    threads = [threading.Thread(target=lambda: got.append(keeper.get())) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found and found.start for found in got] == ["0"] * 5


@pytest.mark.parametrize("html", ["", "<html></html>", "<head></head><div id=root></div>",
                                  INDEX.replace("</head>", ""), INDEX.replace('"root"', '"app"'),
                                  INDEX.replace('"root">', '"root">full')])  # fmt: skip
def test_what_is_not_the_apps_page_is_refused(html: str) -> None:
    with pytest.raises(ShellUnfit):
        take_apart(html, {})


def test_what_it_says_of_itself_is_taken_out() -> None:
    page = take_apart(INDEX, {}).page(head="<title>Ours</title>", content="<p>Content</p>")
    read = parse(page)
    assert read.title == "Ours"
    assert read.meta("description") is None
    assert read.elements["noscript"] == []
    assert '<div id="root"><p>Content</p></div>' in page


@pytest.fixture
def serve() -> Iterator[Callable[[int, bytes], str]]:
    """Serves one answer on loopback; the address."""
    servers = []

    def serve(status: int, body: bytes) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.send_header("content-security-policy", "default-src 'self'")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/index.html"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_it_comes_over_http_with_its_headers(
    serve: Callable[[int, bytes], str], settings: Settings
) -> None:
    settings.APP_SHELL_URL = serve(200, INDEX.encode())
    fetched = shell.fetch()
    assert fetched.headers == {"Content-Security-Policy": "default-src 'self'"}


@pytest.mark.parametrize(("status", "body"), [(500, INDEX.encode()), (200, b"\xff"), (302, b"")])
def test_an_answer_that_is_no_page_is_a_failure(
    serve: Callable[[int, bytes], str], settings: Settings, status: int, body: bytes
) -> None:
    settings.APP_SHELL_URL = serve(status, body)
    assert ShellKeeper(shell.fetch).get() is None


def test_nobody_there_is_a_failure_too() -> None:
    assert ShellKeeper(shell.fetch).get() is None


def test_a_page_can_do_without_the_app(alice: User) -> None:
    answer = Client().get("/@alice")
    page = parse(answer.content.decode())
    assert page.texts["h1"] == ["Alice"]
    assert page.meta("og:title") == "Alice (@alice)"
    assert not page.elements["script"]
    assert "default-src 'self'" in answer["content-security-policy"]
    assert answer["x-frame-options"] == "DENY"
