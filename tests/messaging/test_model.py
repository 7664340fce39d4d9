"""Random sends and reads, with their records doubled, delayed, shuffled and failing: once the
stream has drained, every inbox equals what a plain list says."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from apps.messaging import store_members, stream
from apps.messaging.receipts import mark_read
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.messaging.conftest import Shore
from tests.messaging.pump import Pump

pytestmark = pytest.mark.django_db
STEPS = 40


def disturbed(chance: random.Random, handler: Callable[..., Any]) -> Callable[..., Any]:
    """The handler, now and then dying before, between or after its work."""

    def handle(event: dict[str, Any], context: object) -> Any:
        if chance.random() < 0.2:
            half = event["Records"][: len(event["Records"]) // 2]
            handler({"Records": half}, context)
            raise TimeoutError
        return handler(event, context)

    return handle


@pytest.mark.parametrize("seed", range(2))
def test_inboxes_equal_the_model(
    alice: User,
    bob: User,
    charlie: User,
    shore: Shore,
    say: Callable[[User, str, str], str],
    seed: int,
) -> None:
    chance = random.Random(seed)  # noqa: S311
    people = [alice, bob, charlie]
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    sent: list[tuple[str, User]] = []
    read = {person.pk: "" for person in people}
    pump = Pump(disturbed(chance, stream.handler), batch_size=7, retries=8)
    seen: list[dict[str, Any]] = []
    for step in range(STEPS):
        person = chance.choice(people)
        if sent and chance.random() < 0.4:
            message_id, _ = chance.choice(sent)
            mark_read(reader=person, conversation_id=group.id, message_id=message_id)
            read[person.pk] = max(read[person.pk], message_id)
        else:
            sent.append((say(person, group.id, str(step)), person))
        if chance.random() < 0.3:
            seen += shore.records(group.id)
            pump.feed(chance.sample(seen, chance.randint(0, len(seen))))
    pump.feed(seen + shore.records(group.id))
    for person in people:
        [line] = store_members.inbox(box=str(person.pk), after=None, limit=10)
        unread = sum(id > read[person.pk] and sender != person for id, sender in sent)
        assert (line.last_message, line.unread) == (sent[-1][0], unread)
    assert pump.dead == []
