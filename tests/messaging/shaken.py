"""The whole of Cruddur on a stack of its own, whose parts are killed while people talk."""

import json
import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any
from uuid import uuid4

from cruddur.devtools.app import POKE_PATH, App
from cruddur.devtools.install import PYTHON, ROOT
from cruddur.devtools.parts import Part, start_all
from cruddur.devtools.stack import Stack
from cruddur.devtools.supervisor import Supervisor
from tests.bench import processes
from tests.bench.cognito import CLIENT, POOL, Cognito

SETTLED_SECONDS = 1.0
RETRY_SECONDS = 0.1
GIVE_UP_SECONDS = 120
IMPATIENCE_SECONDS = 10


class Refused(Exception):
    """An answer that trying again will not change."""


@dataclass
class Person:
    """Somebody signed in, who tries until there is an answer."""

    url: str
    token: str
    handle: str

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        end = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < end:
            with suppress(OSError, HTTPException, ValueError):
                return self._ask(method, path, body)
            time.sleep(RETRY_SECONDS)
        raise TimeoutError(f"{method} {path} was not answered in {GIVE_UP_SECONDS} s")

    def _ask(self, method: str, path: str, body: Any) -> Any:
        request = urllib.request.Request(  # noqa: S310 - our own web process
            f"{self.url}/api/v1{path}",
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=IMPATIENCE_SECONDS) as answer:  # noqa: S310
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            if error.code < 500:
                raise Refused(f"{error.code} {error.read().decode()}") from error
            raise

    def history(self, conversation_id: str) -> list[Any]:
        """All messages, newest first."""
        path, found = f"/conversations/{conversation_id}/messages?limit=100", []
        page = self.ask("GET", path)
        while page["next"]:
            found += page["items"]
            page = self.ask("GET", f"{path}&cursor={page['next']}")
        return [*found, *page["items"]]


@dataclass
class Talker(threading.Thread):
    """Says things one after the other; `acknowledged` are message ids by client_id."""

    person: Person
    conversation_id: str
    count: int
    pause: float
    go_on: threading.Event
    idle: threading.Event = field(default_factory=threading.Event)
    acknowledged: dict[str, str] = field(default_factory=dict)
    failed: BaseException | None = None

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        try:
            for number in range(self.count):
                self._wait()
                self._say(f"{self.person.handle}-{number}")
                time.sleep(self.pause)
        except Exception as error:
            self.failed = error
        finally:
            self.idle.set()

    def _wait(self) -> None:
        while not self.go_on.is_set():
            self.idle.set()
            self.go_on.wait()
        self.idle.clear()

    def _say(self, text: str) -> None:
        path = f"/conversations/{self.conversation_id}/messages"
        message = self.person.ask("POST", path, {"text": text, "client_id": text})
        assert message["text"] == text
        self.acknowledged[text] = message["id"]


class Shaken:
    """Parts are named postgres, emulator, lambda, worker, events and web."""

    def __init__(self, directory: Path) -> None:
        self.cognito = Cognito()
        self.stack = Stack(directory)
        self.told: list[str] = []

    def start(self) -> None:
        self.cognito.start()
        self.stack.start()
        identity = {
            "COGNITO_ENDPOINT": self.cognito.url,
            "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER": self.cognito.url,
            "COGNITO_USER_POOL_ID": POOL,
            "COGNITO_CLIENT_ID": CLIENT,
        }
        self.app = App(self.stack, settings=identity)
        self.app.run_python("manage.py", "migrate", "--verbosity=0")
        self.stack.deploy_stream_lambda(self.app.servers.web_url + POKE_PATH)
        servers = self.app.servers
        self.app.parts += [servers.worker(), servers.events(), servers.web()]
        start_all(self.app.parts)
        self.supervisor = Supervisor([*self.stack.parts, *self.app.parts], self.told.append)

    def stop(self) -> None:
        if hasattr(self, "app"):
            self.app.stop()
        self.stack.stop()
        self.cognito.stop()

    def person(self, handle: str) -> Person:
        someone = Person(self.app.servers.web_url, self.cognito.token(uuid4()), handle)
        someone.ask("PATCH", "/me", {"handle": handle})
        return someone

    def kill(self, *names: str) -> None:
        """Kill -9 these and let them be restarted."""
        for name in names:
            if name == "lambda":
                self._kill_lambda()
            else:
                _kill(self._part(name))
        self.supervisor.check()

    def kill_emulator(self, talkers: Sequence[Talker], go_on: threading.Event) -> None:
        """While nobody talks, and after it has saved: unlike DynamoDB it loses what is younger."""
        for talker in talkers:
            talker.idle.clear()
        go_on.clear()
        for talker in talkers:
            while talker.is_alive() and not talker.idle.wait(RETRY_SECONDS):
                pass
        self._save()
        self.kill("emulator")
        go_on.set()

    def _save(self) -> None:
        """Wait until the emulator has saved all that was asked of it so far."""
        emulator = self.stack.emulator
        assert emulator
        emulator.dynamodb().list_tables()
        asked, end = time.time(), time.monotonic() + GIVE_UP_SECONDS
        saved = emulator.directory / "state" / "dynamodb.json"
        while saved.stat().st_mtime <= asked:
            assert time.monotonic() < end, "the emulator does not save"
            time.sleep(RETRY_SECONDS)
        # The other services are saved after it.
        time.sleep(SETTLED_SECONDS)

    def _part(self, name: str) -> Part:
        [part] = [part for part in self.supervisor.parts if part.name == name]
        return part

    def _kill_lambda(self) -> None:
        """The function runs in a process below the emulator, from its first invocation on."""
        emulator = self._part("emulator").process
        assert emulator
        end = time.monotonic() + GIVE_UP_SECONDS
        while not (below := processes.tree(emulator.pid)[1:]):
            assert time.monotonic() < end, "the function was never invoked"
            time.sleep(RETRY_SECONDS)
        for pid in below:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def manage(self, *arguments: str) -> tuple[int, str]:
        """The exit code and the last line of a command of manage.py."""
        done = subprocess.run(
            [str(PYTHON), "manage.py", *arguments],
            cwd=ROOT,
            env=self.app.environment,
            capture_output=True,
            text=True,
        )
        return done.returncode, (done.stdout.splitlines() or [done.stderr])[-1]


def _kill(part: Part) -> None:
    assert part.process
    os.killpg(part.process.pid, signal.SIGKILL)
    part.process.wait()


@contextmanager
def shaken(directory: Path) -> Iterator[Shaken]:
    cruddur = Shaken(directory)
    try:
        cruddur.start()
        yield cruddur
    finally:
        cruddur.stop()
