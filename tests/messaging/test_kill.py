"""`kill -9` of everything while people talk: what was acknowledged is there once, in one order."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.messaging.shaken import Person, Shaken, Talker, shaken

PEOPLE = 8
# The stream may be behind, and the Lambda be tried again.
DRAINED_SECONDS = 60


def talk_while(
    cruddur: Shaken,
    *,
    messages: int,
    pause: float,
    shake: Callable[[list[Talker], threading.Event], None],
) -> None:
    people = [cruddur.person(f"person_{number}") for number in range(PEOPLE)]
    others = [one.handle for one in people[1:]]
    group = people[0].ask("POST", "/conversations", {"handles": others, "client_id": "1"})["id"]
    go_on = threading.Event()
    go_on.set()
    talkers = [Talker(one, group, messages // PEOPLE, pause, go_on) for one in people]
    for talker in talkers:
        talker.start()
    shake(talkers, go_on)
    for talker in talkers:
        talker.join()
    assert [talker.failed for talker in talkers] == [None] * PEOPLE
    acknowledged = {key: id for talker in talkers for key, id in talker.acknowledged.items()}
    assert len(acknowledged) == messages // PEOPLE * PEOPLE
    check_histories(people, group, acknowledged)
    check_inboxes(cruddur)


def check_histories(people: list[Person], group: str, acknowledged: dict[str, str]) -> None:
    histories: list[list[Any]] = [one.history(group) for one in people]
    orders = [[message["id"] for message in history] for history in histories]
    assert all(order == sorted(order, reverse=True) for order in orders)
    assert all(order == orders[0] for order in orders)
    said = [message for message in histories[0] if message["news"] is None]
    assert len(said) == len(acknowledged)
    assert {message["text"]: message["id"] for message in said} == acknowledged


def check_inboxes(cruddur: Shaken) -> None:
    end = time.monotonic() + DRAINED_SECONDS
    code, told = cruddur.manage("messaging_rebuild", "--check")
    while code and time.monotonic() < end:
        time.sleep(1)
        code, told = cruddur.manage("messaging_rebuild", "--check")
    assert (code, told) == (0, f"{PEOPLE} entries compared, 0 not as the messages have it")


def test_what_was_acknowledged_is_there_once(tmp_path: Path) -> None:
    def shake(talkers: list[Talker], go_on: threading.Event) -> None:
        time.sleep(0.5)
        cruddur.kill("lambda", "web")
        cruddur.kill("postgres", "worker", "events")

    with shaken(tmp_path / "state") as cruddur:
        talk_while(cruddur, messages=64, pause=0.3, shake=shake)


@pytest.mark.slow
def test_what_was_acknowledged_is_there_once_for_long(tmp_path: Path) -> None:
    def shake(talkers: list[Talker], go_on: threading.Event) -> None:
        while any(talker.is_alive() for talker in talkers):
            for name in ("web", "lambda", "postgres", "events", "worker"):
                cruddur.kill(name)
                time.sleep(3)
            cruddur.kill_emulator(talkers, go_on)
            time.sleep(3)

    with shaken(tmp_path / "state") as cruddur:
        talk_while(cruddur, messages=2000, pause=0.05, shake=shake)
