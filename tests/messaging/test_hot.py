"""A conversation in which everybody talks at once: all of it arrives, and inboxes come to rest."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import uuid4

import pytest
from pynamodb.transactions import TransactWrite

from apps.messaging import facts, store, stream, table, upkeep
from apps.messaging.ids import new_ulid
from apps.messaging.items import Item, MemberItem
from apps.messaging.records import Message
from apps.messaging.starting import start_conversation
from apps.messaging.store_messages import add_message
from apps.profiles.models import User
from tests.factories import UserFactory
from tests.messaging.conftest import Shore
from tests.messaging.pump import Pump

MEMBERS = 50
RATE = 200


@dataclass
class Partition:
    """A partition of DynamoDB as documented: so many units a second, and no more.

    What is not used of the last 300 s may be used at once; here nothing is, at first.
    """

    units: float
    saved: float = 0
    at: float = 0

    def take(self, wanted: float, now: float) -> bool:
        self.saved = min(self.units * 300, self.saved + (now - self.at) * self.units)
        self.at = now
        if self.saved < wanted:
            return False
        self.saved -= wanted
        return True


# Units of writing that a send costs the conversation: put the message and check the member,
# each double in a transaction. The mark of the client_id is with the sender.
SEND_UNITS = 4


@pytest.mark.parametrize(("rate", "throttled"), [(200, False), (250, False), (260, True)])
def test_a_partition_takes_250_sends_a_second(rate: int, throttled: bool) -> None:
    partition = Partition(units=1000, saved=2 * SEND_UNITS)
    taken = [partition.take(SEND_UNITS, now=number / rate) for number in range(60 * rate)]
    assert (not all(taken)) == throttled


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_is_acknowledged_is_there_and_inboxes_are_right(
    shore: Shore, capsys: pytest.CaptureFixture[str]
) -> None:
    people = UserFactory.create_batch(MEMBERS)
    group, _ = start_conversation(
        creator=people[0], handles=[str(one.handle) for one in people[1:]]
    )
    _accept_all(group.id, people)
    known = facts.read(group.id)

    def send(number: int) -> str:
        sender = people[number % MEMBERS]
        message = Message(new_ulid(), group.id, sender.pk, str(number), uuid4().hex)
        return add_message(known, message)

    sent, seconds = _at_rate(send, RATE * 5)
    told = f"{len(sent) / seconds:.0f} messages/s of {RATE} into one conversation"
    with capsys.disabled():
        print(told)  # noqa: T201
    there = [one.id for one in store.all_messages(group.id) if one.news is None]
    assert sorted(sent) == there
    pump = Pump(stream.handler, lanes=1)
    pump.feed(shore.records(group.id))
    assert pump.dead == []
    found = upkeep.compare(group.id)
    assert (found.compared, found.differences) == (MEMBERS, [])


def _accept_all(conversation_id: str, people: list[User]) -> None:
    pk = table.conversation_pk(conversation_id)
    with TransactWrite(connection=Item.connection()) as transaction:
        for one in people:
            member = MemberItem(pk, table.member_sk(str(one.pk)))
            transaction.update(member, [MemberItem.state.remove()])


def _at_rate(send: Callable[[int], str], count: int) -> tuple[list[str], float]:
    """What was acknowledged, and in how many seconds: no faster than RATE, slower if it must."""
    started = time.monotonic()

    def in_time(number: int) -> str:
        time.sleep(max(0, started + number / RATE - time.monotonic()))
        return send(number)

    with ThreadPoolExecutor(16) as pool:
        sent = list(pool.map(in_time, range(count)))
    return sent, time.monotonic() - started
