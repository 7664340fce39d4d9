"""The event stream as an ASGI server and PostgreSQL drive it."""

import asyncio
import gc
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from apps.core.errors import Unauthenticated, Unavailable
from apps.realtime import bus, services, upkeep
from apps.realtime.asgi import EventsApp
from apps.realtime.services import publish, publish_counts, watch
from apps.realtime.streams import Session
from tests.realtime.driving import (
    Client,
    anyone,
    bearer,
    doing,
    listening,
    running,
    tell,
)

pytestmark = pytest.mark.django_db(transaction=True)


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
