from apps.realtime.hub import BACKLOG, Hub, Stream


def kinds(stream: Stream) -> list[str]:
    found = []
    while not stream.queue.empty():
        found.append(stream.queue.get_nowait().kind)
    return found


def say(hub: Hub, *to: str, kind: str = "post") -> None:
    hub.deliver(to=to, kind=kind, data={"post_id": "1"})


def last_id(hub: Hub, stream: Stream) -> str:
    """The id of the last event a client has read from `stream`."""
    encoded = b""
    while not stream.queue.empty():
        encoded = hub.encode(stream.queue.get_nowait())
    return encoded.splitlines()[0].decode().removeprefix("id: ")


def test_only_recipients_are_told() -> None:
    hub = Hub()
    alice, bob = hub.open("alice", None), hub.open("bob", None)
    say(hub, "alice")
    assert kinds(alice) == ["resync", "post"]
    assert kinds(bob) == ["resync"]


def test_every_stream_of_a_person_is_told() -> None:
    hub = Hub()
    phone, laptop = hub.open("alice", None), hub.open("alice", None)
    say(hub, "alice")
    assert kinds(phone) == kinds(laptop) == ["resync", "post"]


def test_who_comes_back_is_given_what_they_missed_and_no_more() -> None:
    hub = Hub()
    stream = hub.open("alice", None)
    say(hub, "alice", kind="one")
    seen = last_id(hub, stream)
    hub.close(stream)
    say(hub, "alice", kind="two")
    say(hub, "bob", kind="not hers")
    say(hub, "alice", kind="three")
    assert kinds(hub.open("alice", seen)) == ["two", "three"]


def test_who_comes_back_in_time_for_nothing_new_is_told_nothing() -> None:
    hub = Hub()
    stream = hub.open("alice", None)
    seen = last_id(hub, stream)
    assert kinds(hub.open("alice", seen)) == []


def test_who_comes_back_to_another_process_is_told_to_fetch() -> None:
    hub, other = Hub(), Hub()
    seen = last_id(hub, hub.open("alice", None))
    assert kinds(other.open("alice", seen)) == ["resync"]


def test_nonsense_as_last_id_is_told_to_fetch() -> None:
    hub = Hub()
    for nonsense in ("", "-", "abc", f"{hub._epoch}-", f"{hub._epoch}--1", f"{hub._epoch}-x"):
        assert kinds(hub.open("alice", nonsense)) == ["resync"], nonsense


def test_who_was_away_too_long_is_told_to_fetch() -> None:
    hub = Hub()
    seen = last_id(hub, hub.open("alice", None))
    hub._history = type(hub._history)(maxlen=3)
    for _ in range(4):
        say(hub, "bob")
    assert kinds(hub.open("alice", seen)) == ["resync"]


def test_a_slow_reader_is_told_to_fetch_and_slows_nobody() -> None:
    hub = Hub()
    slow, quick = hub.open("alice", None), hub.open("bob", None)
    for _ in range(BACKLOG + 5):
        say(hub, "alice", "bob")
        kinds(quick)
    assert "resync" in kinds(slow)
    assert slow.queue.qsize() <= BACKLOG
    say(hub, "bob")
    assert kinds(quick) == ["post"]


def test_after_the_bus_was_lost_everyone_is_told_to_fetch() -> None:
    hub = Hub()
    stream = hub.open("alice", None)
    seen = last_id(hub, stream)
    hub.bus_was_lost()
    assert kinds(stream) == ["resync"]
    assert kinds(hub.open("alice", seen)) == ["resync"]


def test_who_has_left_costs_nothing() -> None:
    hub = Hub()
    stream = hub.open("alice", None)
    hub.close(stream)
    assert len(hub) == 0
    say(hub, "alice")
    assert kinds(stream) == ["resync"]
