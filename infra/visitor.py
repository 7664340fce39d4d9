"""Somebody at the site's public address: what they ask over HTTP, and the events that they hear."""

import http.client
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

ANSWER_SECONDS = 20
EVENT_SECONDS = 30

Event = tuple[str, dict[str, Any]]


class NotAsMeant(Exception):
    """The site answered otherwise than it should; the message says what and how."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Visitor:
    """Speaks to `address` (as `https://cruddur.example`); with a token, as its person.

    With `through` (as `http://127.0.0.1:4566`) connections go there, and name the address's host:
    so one can speak to a CDN whose name leads nowhere.
    """

    address: str
    through: str | None = None
    token: str | None = None

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def ask(self, method: str, path: str, body: object = None, *, expect: int = 200) -> Answer:
        """Raises NotAsMeant where the status is not `expect` (or another that means success)."""
        with self._connection() as connection:
            response = self._send(connection, method, path, body)
            text = response.read().decode(errors="replace")
        answer = Answer(response.status, _lower(response), text)
        if response.status // 100 != 2 and response.status != expect:
            said = " ".join(text.split())[:300]
            raise NotAsMeant(f"{method} {path} was answered {response.status}: {said}")
        return answer

    @contextmanager
    def listening(self) -> Iterator["Stream"]:
        """The stream of events, from its `hello` on."""
        with self._connection() as connection:
            response = self._send(connection, "GET", "/api/v1/events", None)
            if response.status != 200:
                raise NotAsMeant(f"the stream of events was answered {response.status}.")
            stream = Stream(response)
            stream.wait_for("hello")
            yield stream

    def _send(
        self, connection: http.client.HTTPConnection, method: str, path: str, body: object
    ) -> http.client.HTTPResponse:
        headers = {"Host": urlsplit(self.address).netloc, "User-Agent": "cruddur-smoke"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection.request(method, path, _encoded(body), headers)
            return connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise NotAsMeant(f"{method} {path} was not answered: {error!r}") from error

    @contextmanager
    def _connection(self) -> Iterator[http.client.HTTPConnection]:
        to = urlsplit(self.through or self.address)
        kind = http.client.HTTPSConnection if to.scheme == "https" else http.client.HTTPConnection
        with closing(kind(to.hostname or "", to.port, timeout=ANSWER_SECONDS)) as connection:
            yield connection


class Stream:
    """Server-sent events as they come."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._response = response

    def wait_for(self, kind: str, **data: str) -> dict[str, Any]:
        """The next event of the kind with at least this data. Raises NotAsMeant after a while."""
        until = time.monotonic() + EVENT_SECONDS
        for name, said in self._events(until):
            if name == kind and data.items() <= said.items():
                return said
        raise NotAsMeant(f"the stream did not tell of `{kind}` within {EVENT_SECONDS} s.")

    def _events(self, until: float) -> Iterator[Event]:
        """A comment comes every 15 s, so that the time is looked at."""
        fields: dict[str, str] = {}
        while time.monotonic() < until:
            line = self._line()
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif "event" in fields:
                yield fields["event"], json.loads(fields.get("data") or "{}")
                fields = {}

    def _line(self) -> str:
        try:
            line = self._response.readline()
        except (OSError, http.client.HTTPException) as error:
            raise NotAsMeant(f"the stream of events broke: {error!r}") from error
        if not line:
            raise NotAsMeant("the stream of events ended.")
        return line.decode().rstrip("\r\n")


def _encoded(body: object) -> bytes | None:
    return None if body is None else json.dumps(body).encode()


def _lower(response: http.client.HTTPResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in response.getheaders()}
