"""The app's own page, into which ours are written.

It is fetched from where browsers get it, so that our pages carry the scripts, styles and security
headers of the release that is being served.
"""

import logging
import math
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

import urllib3
from django.conf import settings

KEPT_SECONDS = 60
# After a failure, so that not every page waits for the next.
RETRY_SECONDS = 5
TIMEOUT = urllib3.Timeout(connect=1, read=2)
# What the app's page is served with and ours must be too.
HEADERS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
)
# What ours say in their own words.
_REPLACED = re.compile(
    r'\s*(<title>[^<]*</title>|<meta\s+name="description"[^>]*>|<noscript>.*?</noscript>)', re.S
)
_PLACES = re.compile(
    r'(?P<start>.*?)(?P<middle></head>.*?<div id="root">)\s*(?P<end></div>.*)', re.S
)

logger = logging.getLogger(__name__)


class ShellUnfit(ValueError):
    """What was fetched is not the app's page."""


@dataclass(frozen=True)
class Shell:
    """The app's page, open at the end of its head and within its root."""

    start: str
    middle: str
    end: str
    headers: Mapping[str, str]

    def page(self, *, head: str, content: str) -> str:
        """The app's page with `head` and `content`, both HTML, put in."""
        return "".join((self.start, head, self.middle, content, self.end))


def take_apart(html: str, headers: Mapping[str, str]) -> Shell:
    """`html` without what ours replace, cut where they are put in. Raises ShellUnfit."""
    found = _PLACES.fullmatch(_REPLACED.sub("", html))
    if found is None:
        raise ShellUnfit("there is no head and empty root in it")
    kept = {name: headers[name] for name in HEADERS if name in headers}
    return Shell(found["start"], found["middle"], found["end"], kept)


_pool = urllib3.PoolManager(timeout=TIMEOUT, retries=False)


def fetch() -> Shell:
    """Raises urllib3's HTTPError, or ValueError where what comes is not the app's page."""
    answer = _pool.request("GET", settings.APP_SHELL_URL, redirect=False)
    if answer.status != 200:
        raise ShellUnfit(f"the answer was {answer.status}")
    return take_apart(answer.data.decode(), answer.headers)


class ShellKeeper:
    """Keeps the shell for a minute, and the last one for as long as there is no newer.

    One thread fetches. Meanwhile the others take the last one; without any they wait for it.
    """

    def __init__(self, fetch: Callable[[], Shell]) -> None:
        self._fetch = fetch
        self._fetching = threading.Lock()
        self._last: Shell | None = None
        self._due = -math.inf

    def get(self) -> Shell | None:
        """The shell; None where none could be fetched since this process started."""
        if monotonic() >= self._due and self._fetching.acquire(blocking=self._last is None):
            try:
                self._renew()
            finally:
                self._fetching.release()
        return self._last

    def _renew(self) -> None:
        if monotonic() < self._due:
            return  # Somebody has, while this thread waited.
        try:
            self._last = self._fetch()
        except (urllib3.exceptions.HTTPError, ValueError) as error:
            logger.warning("The app's page cannot be fetched: %s", error)
            self._due = monotonic() + RETRY_SECONDS
        else:
            self._due = monotonic() + KEPT_SECONDS


keeper = ShellKeeper(fetch)
