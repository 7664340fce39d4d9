"""The event stream as an ASGI server and PostgreSQL drive it."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
import psycopg
import pytest
from django.db import connection

from apps.core.errors import Unauthenticated, Unavailable
from apps.realtime import asgi, bus, services, streams, upkeep
from apps.realtime.asgi import EventsApp
from apps.realtime.services import publish, publish_counts, watch
from apps.realtime.streams import Session

pytestmark = pytest.mark.django_db(transaction=True)

Authenticate = Callable[[str], Session]


def anyone(token: str) -> Session:
    return Session(user_id=token, ends_at=time.time() + 600, token=token)


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
        """The next that the app has sent; no body once the answer is over."""
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
async def running(authenticate: Authenticate = anyone, **more: Any) -> AsyncIterator[EventsApp]:
    """The app, once it hears the bus: from there on its events have a new epoch."""
    app = EventsApp(authenticate, **more)
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


async def doing(action: Callable[..., None], *arguments: Any, **more: Any) -> None:
    def act() -> None:
        action(*arguments, **more)
        connection.close()

    await asyncio.to_thread(act)


async def tell(*arguments: Any) -> None:
    await doing(publish, *arguments)


async def hello(client: Client) -> str:
    """The stream's name, with which it begins."""
    assert (await client.start())["status"] == 200
    kind, data = await client.event()
    assert kind == "hello"
    return str(data["stream"])


async def listening(client: Client) -> str:
    """Wait until it is open and, for the first time here, told to fetch everything."""
    name = await hello(client)
    assert await client.event() == ("resync", {})
    return name


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


def hang_up(parameters: dict[str, Any]) -> None:
    """End the bus's connections, as PostgreSQL does when it goes."""
    with psycopg.connect(**parameters) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND application_name = 'cruddur-events' AND datname = current_database()"
        )


def test_after_postgresql_was_away_everyone_fetches_and_hears_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bus, "RETRY_SECONDS", 0.05)

    async def scenario() -> None:
        async with running() as app:
            alice = Client(app, headers=bearer("alice"))
            await listening(alice)
            await asyncio.to_thread(hang_up, bus._parameters())
            assert await alice.event() == ("resync", {})
            await tell(["alice"], "post", {"post_id": "8"})
            assert await alice.event() == ("post", {"post_id": "8"})

    asyncio.run(scenario())


def test_while_postgresql_is_away_streams_stay_and_no_new_one_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The bus finds nobody, and who a token belongs to cannot be asked."""
    monkeypatch.setattr(bus, "RETRY_SECONDS", 0.05)
    reachable = bus._parameters()
    away: list[bool] = []

    def authenticate(token: str) -> Session:
        if away:
            raise Unavailable
        return anyone(token)

    async def scenario() -> None:
        async with running(authenticate) as app:
            alice = Client(app, headers=bearer("alice"))
            await listening(alice)
            away.append(True)
            monkeypatch.setattr(bus, "_parameters", lambda: {**reachable, "port": 9})
            await asyncio.to_thread(hang_up, reachable)
            refused = Client(app, headers=bearer("bob"))
            start = await refused.start()
            assert (start["status"], dict(start["headers"])[b"retry-after"]) == (503, b"2")
            await asyncio.sleep(0.2)
            assert len(app.hub) == 1
            away.clear()
            monkeypatch.setattr(bus, "_parameters", lambda: reachable)
            assert await alice.event() == ("resync", {})
            await tell(["alice"], "post", {"post_id": "8"})
            assert await alice.event() == ("post", {"post_id": "8"})

    asyncio.run(scenario())


def until(seconds: float) -> Authenticate:
    return lambda token: Session(token, time.time() + seconds)


def test_a_stream_ends_when_its_token_does() -> None:
    async def scenario() -> None:
        async with running(until(0.2)) as app:
            alice = Client(app, headers=bearer("alice"))
            await asyncio.wait_for(alice.task, 5)
            assert len(app.hub) == 0

    asyncio.run(scenario())


def test_before_it_ends_a_stream_asks_for_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "NOTICE_SECONDS", 1)

    async def scenario() -> None:
        async with running(until(1.2)) as app:
            alice = Client(app, headers=bearer("alice"))
            await listening(alice)
            kind, data = await alice.event()
            assert kind == "bye"
            assert 1_000 <= data["after"] <= 10_000
            assert len(app.hub) == 1
            await tell(["alice"], "post", {"post_id": "7"})
            assert await alice.event() == ("post", {"post_id": "7"})

    asyncio.run(scenario())


def test_who_is_signed_out_everywhere_is_told_and_let_go() -> None:
    async def scenario() -> None:
        async with running() as app:
            alice, bob = (Client(app, headers=bearer(who)) for who in ("alice", "bob"))
            await listening(alice)
            await listening(bob)
            await tell(["alice"], "signed_out", {})
            assert await alice.event() == ("signed_out", {})
            await asyncio.wait_for(alice.task, 5)
            assert [stream.session.user_id for stream in app.hub] == ["bob"]

    asyncio.run(scenario())


def test_a_session_that_ended_unheard_is_found_by_asking_for_all_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upkeep, "CHECK_SECONDS", 0.2)
    asked: list[set[str]] = []

    def ended(tokens: Any) -> set[str]:
        asked.append(set(tokens))
        if len(asked) == 1:
            raise psycopg.OperationalError("away")
        return {"alice"}

    async def scenario() -> None:
        async with running(ended=ended) as app:
            alice, bob = (Client(app, headers=bearer(who)) for who in ("alice", "bob"))
            await listening(alice)
            await listening(bob)
            assert await alice.event() == ("signed_out", {})
            assert not bob.task.done()
            assert asked[-1] == {"alice", "bob"}

    asyncio.run(scenario())


def test_a_reader_that_takes_nothing_holds_up_neither_others_nor_its_own_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streams, "FLUSH_SECONDS", 0.1)

    async def scenario() -> None:
        async with running() as app:
            slow, quick = (Client(app, headers=bearer(who)) for who in ("slow", "quick"))
            await listening(slow)
            await listening(quick)
            slow.sent = asyncio.Queue(maxsize=1)
            slow.sent.put_nowait(None)
            for number in range(300):
                app.hub.deliver(to=["slow", "quick"], kind="post", data={"post_id": str(number)})
                assert await quick.event() == ("post", {"post_id": str(number)})
            (stuck,) = (one for one in app.hub if one.session.user_id == "slow")
            assert len(stuck._pending) <= streams.BACKLOG
            app.hub.sign_out(["slow"])
            await asyncio.sleep(0.5)
            assert len(app.hub) == 1

    asyncio.run(scenario())


def test_what_is_on_screen_is_told_when_its_counters_move(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "TICK_SECONDS", 0.1)
    monkeypatch.setattr(services, "GATHER_SECONDS", 0.1)

    async def scenario() -> None:
        async with running() as app:
            alice, bob = (Client(app, headers=bearer(who)) for who in ("alice", "bob"))
            name = await listening(alice)
            await listening(bob)
            await doing(watch, user_id="alice", stream=name, post_ids=[7, 8])
            await doing(watch, user_id="bob", stream=name, post_ids=[9])
            while not any(stream.watched for stream in app.hub):
                await asyncio.sleep(0.01)
            for _ in range(3):
                await doing(publish_counts, [7, 9])
            assert await alice.event() == ("post_counts", {"post_id": "7"})
            await asyncio.sleep(0.3)
            assert alice.sent.empty()
            assert bob.sent.empty()

    asyncio.run(scenario())


def test_what_cannot_be_read_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        async with running() as app:
            for payload in ("{", "[]", '{"to": 1, "kind": "post", "data": {}}', '{"watch": "x"}'):
                bus._deliver(app.hub, payload)
            alice = Client(app, headers=bearer("alice"))
            await listening(alice)
            await tell(["alice"], "post", {"post_id": "7"})
            assert await alice.event() == ("post", {"post_id": "7"})

    asyncio.run(scenario())
    assert len(caplog.records) == 4


def test_a_draining_process_takes_nobody_and_sends_everybody_elsewhere() -> None:
    async def scenario() -> None:
        async with running() as app:
            alice, bob = (Client(app, headers=bearer(who)) for who in ("alice", "bob"))
            await listening(alice)
            await listening(bob)
            app.drain(1)
            kind, data = await alice.event()
            assert kind == "bye"
            assert 0 <= data["after"] <= 200
            for path in ("/api/v1/events", "/healthz"):
                refused = await Client(app, path=path, headers=bearer("charlie")).start()
                assert (refused["status"], dict(refused["headers"])[b"retry-after"]) == (503, b"2")
            # Until it is elsewhere it goes on hearing.
            await tell(["alice"], "post", {"post_id": "7"})
            assert await alice.event() == ("post", {"post_id": "7"})
            alice.gone.set()
            await asyncio.wait_for(alice.task, 5)
            assert not bob.task.done()
            await asyncio.wait_for(bob.task, 2)
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


def test_python_looks_for_garbage_by_the_clock_while_streams_are_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upkeep, "COLLECT_SECONDS", 0.05)
    before, full = gc.get_threshold(), gc.get_stats()[2]["collections"]

    async def scenario() -> None:
        async with running():
            await asyncio.sleep(0.2)
            assert gc.get_threshold()[2] == upkeep.NEVER
            assert gc.get_stats()[2]["collections"] > full

    asyncio.run(scenario())
    assert gc.get_threshold() == before
