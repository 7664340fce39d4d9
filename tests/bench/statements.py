"""How many statements an answer takes, counted by PostgreSQL itself: it logs them meanwhile."""

import re
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import psycopg

from tests.bench.load import Request

LOGGED = {"log_statement": "'all'", "log_line_prefix": "'%a|'"}
# Until each of PostgreSQL's processes has heard of a new setting.
RELOAD_SECONDS = 0.3
# A statement as logged, of the extended or the simple protocol, up to the next of anybody.
STATEMENT = re.compile(
    r"^(?P<who>\w*)\|LOG:  (?:execute [^:]*|statement): (?P<sql>.*?)(?=^[\w\[\]]*\|)",
    re.M | re.S,
)
# What surrounds statements and asks nothing.
AROUND = re.compile(r"BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET |DISCARD|DEALLOCATE", re.I)


@dataclass(frozen=True)
class Answer:
    """One answer of a server: its body, and the statements that PostgreSQL ran for it."""

    status: int
    headers: dict[str, str]
    body: bytes
    statements: list[str]


def ask(url: str, request: Request) -> tuple[int, dict[str, str], bytes]:
    """One answer: its status, headers (names in lower case) and body."""
    asked = urllib.request.Request(  # noqa: S310  (loopback)
        url + request.path,
        method=request.method,
        headers=request.headers,
        data=request.body.encode() if request.body else None,
    )
    try:
        with urllib.request.urlopen(asked) as answer:  # noqa: S310
            return answer.status, _lower(answer.headers), answer.read()
    except urllib.error.HTTPError as error:  # everything but 2xx, such as 304
        return error.code, _lower(error.headers), error.read()


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


class StatementLog:
    """PostgreSQL's own log, in `path`, as a counter. `server` is a superuser's URL."""

    def __init__(self, server: str, path: Path) -> None:
        self.server = server
        self.path = path

    def ask(self, url: str, request: Request) -> Answer:
        """Ask for something once, with nobody else at work."""
        self._set({name: f"= {value}" for name, value in LOGGED.items()})
        begin = self.path.stat().st_size
        try:
            status, headers, body = ask(url, request)
        finally:
            self._set(dict.fromkeys(LOGGED, "= DEFAULT"))
        with self.path.open("rb") as log:
            log.seek(begin)
            logged = log.read().decode(errors="replace")
        return Answer(status, headers, body, statements(logged))

    def _set(self, settings: dict[str, str]) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            for name, value in settings.items():
                connection.execute(f"ALTER SYSTEM SET {name} {value}")
            connection.execute("SELECT pg_reload_conf()")
        time.sleep(RELOAD_SECONDS)


def statements(logged: str) -> list[str]:
    """The statements of the app and the floor in a piece of the log, but for transactions."""
    found = STATEMENT.finditer(logged + "\n|")
    return [
        " ".join(one["sql"].split())
        for one in found
        if one["who"] in ("cruddur", "floor") and not AROUND.match(one["sql"])
    ]
