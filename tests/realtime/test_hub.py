import asyncio
import time
from typing import Any

import pytest

from apps.core.errors import Unauthenticated
from apps.realtime import hub as hubs
from apps.realtime.hub import KEPT, MOST_STREAMS, Hub
from apps.realtime.streams import BACKLOG, BEAT, Session, Stream


def arrive(hub: Hub, person: str, last_id: str | None = None, token: str = "") -> Stream:
    session = Session(person, time.time() + 600, token)
    return hub.open(session, last_id, asked_at=time.monotonic())


def sent(stream: Stream) -> str:
    """What a client has yet to read, as text."""
    parts, stream._pending = stream._pending, []
    return b"".join(parts).decode()


def kinds(stream: Stream) -> list[str]:
    lines = sent(stream).splitlines()
    return [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]


def last_id(stream: Stream) -> str:
    """The id of the last event a client has read from `stream`."""
    ids = [line for line in sent(stream).splitlines() if line.startswith("id: ")]
    return ids[-1].removeprefix("id: ")


def say(hub: Hub, *to: str, kind: str = "post") -> None:
    hub.deliver(to=to, kind=kind, data={"post_id": "1"})


def test_only_recipients_are_told() -> None:
    hub = Hub()
    alice, bob = arrive(hub, "alice"), arrive(hub, "bob")
    say(hub, "alice", "alice")
    assert kinds(alice) == ["resync", "post"]
    assert kinds(bob) == ["resync"]


def test_every_stream_of_a_person_is_told() -> None:
    hub = Hub()
    phone, laptop = arrive(hub, "alice"), arrive(hub, "alice")
    say(hub, "alice")
    assert kinds(phone) == kinds(laptop) == ["resync", "post"]


def test_who_comes_back_is_given_what_they_missed_and_no_more() -> None:
    hub = Hub()
    stream = arrive(hub, "alice")
    say(hub, "alice", kind="one")
    seen = last_id(stream)
    hub.close(stream)
    say(hub, "alice", kind="two")
    say(hub, "bob", kind="not hers")
    say(hub, "alice", kind="three")
    assert kinds(arrive(hub, "alice", seen)) == ["two", "three"]


def test_who_comes_back_in_time_for_nothing_new_is_told_nothing() -> None:
    hub = Hub()
    stream = arrive(hub, "alice")
    seen = last_id(stream)
    hub.close(stream)
    arrive(hub, "bob")
    say(hub, "bob")
    assert kinds(arrive(hub, "alice", seen)) == []


def test_who_comes_back_to_another_process_is_told_to_fetch() -> None:
    hub, other = Hub(), Hub()
    seen = last_id(arrive(hub, "alice"))
    arrive(other, "alice")
    assert kinds(arrive(other, "alice", seen)) == ["resync"]


def test_nonsense_as_last_id_is_told_to_fetch() -> None:
    hub = Hub()
    epoch = hub._epoch
    for nonsense in ("", "-", "abc", f"{epoch}-", f"{epoch}--1", f"{epoch}-x", f"{epoch}-999"):
        assert kinds(arrive(hub, "alice", nonsense)) == ["resync"], nonsense


def test_who_has_missed_too_much_is_told_to_fetch() -> None:
    hub = Hub()
    stream = arrive(hub, "alice")
    seen = last_id(stream)
    hub.close(stream)
    for _ in range(KEPT):
        say(hub, "alice")
    assert kinds(arrive(hub, "alice", seen)) == ["post"] * KEPT
    say(hub, "alice")
    assert kinds(arrive(hub, "alice", seen)) == ["resync"]


def test_who_was_away_too_long_is_told_to_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "AWAY_SECONDS", 0)
    hub = Hub()
    stream = arrive(hub, "alice")
    seen = last_id(stream)
    hub.close(stream)
    hub.tick()
    say(hub, "alice")
    again = arrive(hub, "alice", seen)
    assert kinds(again) == ["resync"]
    assert hub._people["alice"].events == []


def test_a_slow_reader_is_told_to_fetch_and_slows_nobody() -> None:
    hub = Hub()
    slow, quick = arrive(hub, "alice"), arrive(hub, "bob")
    for _ in range(BACKLOG + 5):
        say(hub, "alice", "bob")
        kinds(quick)
    assert len(slow._pending) <= BACKLOG
    assert kinds(slow)[0] == "resync"
    say(hub, "bob")
    assert kinds(quick) == ["post"]


def test_after_the_bus_was_lost_everyone_is_told_to_fetch_and_sessions_are_asked_for() -> None:
    hub = Hub()
    stream = arrive(hub, "alice")
    seen = last_id(stream)
    hub.bus_was_lost()
    assert kinds(stream) == ["resync"]
    assert kinds(arrive(hub, "alice", seen)) == ["resync"]
    assert hub.doubt.is_set()


def test_who_has_left_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "AWAY_SECONDS", 0)
    hub = Hub()
    stream = arrive(hub, "alice")
    hub.watch("alice", stream.name, ["7"])
    hub.close(stream)
    hub.tick()
    assert len(hub) == 0
    assert not hub._people
    assert not hub.watching._streams


def test_of_too_many_streams_the_oldest_goes_and_stays_away_for_a_while() -> None:
    hub = Hub()
    streams = [arrive(hub, "alice") for _ in range(MOST_STREAMS)]
    other = arrive(hub, "bob")
    assert not any(stream.over for stream in streams)
    arrive(hub, "alice")
    assert [stream.over for stream in streams] == [True] + [False] * (MOST_STREAMS - 1)
    assert kinds(streams[0]) == ["resync", "bye"]
    arrive(hub, "alice")
    assert [stream.over for stream in streams[:3]] == [True, True, False]
    assert not other.over


def test_who_is_signed_out_hears_nothing_more() -> None:
    hub = Hub()
    alice, bob = arrive(hub, "alice"), arrive(hub, "bob")
    say(hub, "alice", kind="signed_out")
    say(hub, "alice")
    assert kinds(alice) == ["resync", "signed_out"]
    assert alice.over
    assert not bob.over


def test_a_token_looked_at_before_the_signing_out_opens_nothing() -> None:
    hub = Hub()
    session, before = Session("alice", time.time() + 600), time.monotonic()
    say(hub, "alice", kind="signed_out")
    with pytest.raises(Unauthenticated):
        hub.open(session, None, asked_at=before)
    assert len(hub) == 0
    # Signed in again: with what was missed, but not with the end of the session before.
    assert kinds(arrive(hub, "alice")) == ["resync"]


def test_only_the_streams_of_ended_tokens_end() -> None:
    hub = Hub()
    old, new = arrive(hub, "alice", token="old"), arrive(hub, "alice", token="new")
    hub.end_sessions({"old", "unknown"})
    assert (old.over, new.over) == (True, False)


def test_what_is_watched_is_told_once_a_second_however_often_it_moves() -> None:
    hub = Hub()
    alice, bob = arrive(hub, "alice"), arrive(hub, "bob")
    hub.watch("alice", alice.name, ["7", "8"])
    for _ in range(5):
        hub.watching.moved(["7", "9"])
    assert kinds(alice) == ["resync"]
    hub.tick()
    assert sent(alice) == 'event: post_counts\ndata: {"post_id":"7"}\n\n'
    hub.tick()
    assert sent(alice) == ""
    assert kinds(bob) == ["resync"]


def test_watching_something_else_ends_what_was_watched_before() -> None:
    hub = Hub()
    alice = arrive(hub, "alice")
    hub.watch("alice", alice.name, ["7"])
    hub.watch("alice", alice.name, ["8"])
    hub.watching.moved(["7"])
    hub.tick()
    assert kinds(alice) == ["resync"]


def test_nobody_chooses_what_another_watches() -> None:
    hub = Hub()
    alice = arrive(hub, "alice")
    arrive(hub, "bob")
    hub.watch("bob", alice.name, ["7"])
    hub.watch("nobody", alice.name, ["7"])
    assert not hub.watching._streams


def test_a_stream_watches_no_more_than_a_page_can_show() -> None:
    hub = Hub()
    alice = arrive(hub, "alice")
    hub.watch("alice", alice.name, [str(n) for n in range(1000)])
    assert len(alice.watched) == 100


def test_a_quiet_stream_beats_and_one_that_does_not_read_piles_up_no_beats() -> None:
    hub = Hub()
    quiet, stuck = arrive(hub, "alice"), arrive(hub, "bob")
    kinds(quiet)
    for stream in (quiet, stuck):
        stream.beat_at = 0
    hub.tick()
    hub.tick()
    assert quiet._pending == [BEAT]
    assert BEAT not in stuck._pending


def test_what_waits_is_taken_at_once_and_the_end_comes_last() -> None:
    async def scenario() -> list[Any]:
        hub = Hub()
        stream = arrive(hub, "alice")
        first = await stream.take()
        waiting = asyncio.create_task(stream.take())
        await asyncio.sleep(0)
        say(hub, "alice")
        second = await waiting
        say(hub, "alice")
        hub.sign_out(["alice"])
        return [first, second, await stream.take(), await stream.take()]

    first, second, last, over = asyncio.run(scenario())
    assert b"resync" in first
    assert second.count(b"event: post") == 1
    assert last.endswith(b"event: signed_out\ndata: {}\n\n")
    assert over == b""
