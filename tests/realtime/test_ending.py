"""How streams end: with their token, their session, or their process."""

import asyncio
import time
from typing import Any

import psycopg
import pytest

from apps.realtime import asgi, streams, upkeep
from apps.realtime.streams import Session
from tests.realtime.driving import (
    Authenticate,
    Client,
    bearer,
    listening,
    running,
    tell,
)

pytestmark = pytest.mark.django_db(transaction=True)


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
