"""The event stream as an ASGI server and PostgreSQL drive it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
import psycopg
import pytest
from django.db import connection

from apps.core.errors import Unauthenticated, Unavailable
from apps.realtime import bus
from apps.realtime.asgi import EventsApp, Session
from apps.realtime.services import publish

pytestmark = pytest.mark.django_db(transaction=True)

Authenticate = Callable[[str], Session]


def anyone(token: str) -> Session:
    return Session(user_id=token, ends_at=time.time() + 600)


class Client:
    """One request to the app: its answer's start, and the events as they come."""

    def __init__(self, app: EventsApp, **scope: Any) -> None:
        self.gone = asyncio.Event()
        self.sent: asyncio.Queue[Any] = asyncio.Queue()
        given = {"type": "http", "method": "GET", "path": "/api/v1/events", "headers": []}
        self.task = asyncio.create_task(app({**given, **scope}, self._receive, self.sent.put))
        self.pending = b""

    async def _receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def start(self) -> Any:
        return await asyncio.wait_for(self.sent.get(), 5)

    async def body(self) -> Any:
        return orjson.loads((await self.start())["body"])

    async def event(self) -> tuple[str, Any]:
        """The next event: its kind and data. Comments are passed over."""
        while True:
            block, found, rest = self.pending.partition(b"\n\n")
            if not found:
                self.pending += (await self.start())["body"]
                continue
            self.pending = rest
            fields = dict(line.split(b": ", 1) for line in block.splitlines() if line[:1] != b":")
            if b"event" in fields:
                return fields[b"event"].decode(), orjson.loads(fields[b"data"])


@asynccontextmanager
async def running(authenticate: Authenticate = anyone) -> AsyncIterator[EventsApp]:
    """The app, once it hears the bus: from there on its history has a new epoch."""
    app = EventsApp(authenticate)
    deaf = app.hub._epoch
    inbox: asyncio.Queue[Any] = asyncio.Queue()
    outbox: asyncio.Queue[Any] = asyncio.Queue()
    await inbox.put({"type": "lifespan.startup"})
    living = asyncio.create_task(app({"type": "lifespan"}, inbox.get, outbox.put))
    assert (await outbox.get())["type"] == "lifespan.startup.complete"
    while app.hub._epoch == deaf:
        await asyncio.sleep(0.01)
    try:
        yield app
    finally:
        await inbox.put({"type": "lifespan.shutdown"})
        assert (await outbox.get())["type"] == "lifespan.shutdown.complete"
        await living


def bearer(token: str, **more: str) -> list[tuple[bytes, bytes]]:
    headers = {"authorization": f"Bearer {token}", **more}
    return [(name.encode(), value.encode()) for name, value in headers.items()]


async def tell(*arguments: Any) -> None:
    def send() -> None:
        publish(*arguments)
        connection.close()

    await asyncio.to_thread(send)


async def listening(client: Client) -> None:
    """Wait for the `resync` with which a stream begins."""
    assert (await client.start())["status"] == 200
    assert await client.event() == ("resync", {})


def test_what_is_published_arrives() -> None:
    async def scenario() -> None:
        async with running() as app:
            alice = Client(app, headers=bearer("alice"))
            await listening(alice)
            await tell(["alice", "bob"], "post", {"post_id": "7"})
            assert await alice.event() == ("post", {"post_id": "7"})
            alice.gone.set()
            await asyncio.wait_for(alice.task, 5)
            assert len(app.hub) == 0

    asyncio.run(scenario())


def test_many_recipients_take_many_notifications() -> None:
    async def scenario() -> None:
        async with running() as app:
            alice = Client(app, headers=bearer("alice"))
            await listening(alice)
            await tell([f"{n:036}" for n in range(1000)] + ["alice"], "post", {"post_id": "7"})
            assert await alice.event() == ("post", {"post_id": "7"})

    asyncio.run(scenario())


def test_after_postgresql_was_away_everyone_fetches_and_hears_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bus, "RETRY_SECONDS", 0.05)

    def hang_up() -> None:
        parameters = connection.get_connection_params()
        with psycopg.connect(
            host=parameters["host"], port=parameters["port"], dbname=parameters["dbname"],
            user=parameters["user"], password=parameters["password"], autocommit=True,
        ) as other:  # fmt: skip
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'cruddur-events' AND datname = current_database()"
            )

    async def scenario() -> None:
        async with running() as app:
            alice = Client(app, headers=bearer("alice"))
            await listening(alice)
            await asyncio.to_thread(hang_up)
            assert await alice.event() == ("resync", {})
            await tell(["alice"], "post", {"post_id": "8"})
            assert await alice.event() == ("post", {"post_id": "8"})

    asyncio.run(scenario())


def test_a_stream_ends_when_its_token_does() -> None:
    def brief(token: str) -> Session:
        return Session(token, time.time() + 0.2)

    async def scenario() -> None:
        async with running(brief) as app:
            alice = Client(app, headers=bearer("alice"))
            await asyncio.wait_for(alice.task, 5)
            assert len(app.hub) == 0

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("scope", "status", "code"),
    [
        ({"headers": []}, 401, "unauthenticated"),
        ({"headers": [(b"authorization", b"Basic abc")]}, 401, "unauthenticated"),
        ({"headers": bearer("bad")}, 401, "token_invalid"),
        ({"headers": bearer("away")}, 503, "unavailable"),
        ({"headers": bearer("alice"), "path": "/api/v1/other"}, 404, "not_found"),
        ({"headers": bearer("alice"), "method": "POST"}, 404, "not_found"),
    ],
)
def test_who_may_not_listen_is_told_why(scope: dict[str, Any], status: int, code: str) -> None:
    def authenticate(token: str) -> Session:
        if token == "bad":
            raise Unauthenticated(code="token_invalid")
        if token == "away":
            raise Unavailable
        return anyone(token)

    async def scenario() -> None:
        client = Client(EventsApp(authenticate), **scope)
        assert (await client.start())["status"] == status
        assert (await client.body())["code"] == code
        await client.task

    asyncio.run(scenario())


def test_the_process_says_that_it_is_up() -> None:
    async def scenario() -> None:
        client = Client(EventsApp(anyone), path="/healthz")
        assert (await client.start())["status"] == 200

    asyncio.run(scenario())


def test_an_event_of_a_transaction_that_fails_is_never_heard() -> None:
    from django.db import transaction

    def fail() -> None:
        try:
            with transaction.atomic():
                publish(["alice"], "post", {"post_id": "never"})
                raise ValueError
        except ValueError:
            connection.close()

    async def scenario() -> None:
        async with running() as app:
            alice = Client(app, headers=bearer("alice"))
            await listening(alice)
            await asyncio.to_thread(fail)
            await tell(["alice"], "post", {"post_id": "9"})
            assert await alice.event() == ("post", {"post_id": "9"})

    asyncio.run(scenario())
