import json
import sys
from collections.abc import Callable, Iterator
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import boto3
import pytest
from django.conf import settings

from apps.messaging import services, stream
from apps.messaging.entries import Moved
from apps.messaging.starting import start_conversation
from apps.profiles.models import Follow, User
from tests.messaging.pump import Pump, Stream

Published = list[tuple[set[str], str, dict[str, str]]]


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Published:
    """What was published: (recipients, kind, data)."""
    events: Published = []

    def publish(recipients: Any, kind: str, data: dict[str, str]) -> None:
        events.append(({str(recipient) for recipient in recipients}, kind, dict(data)))

    for name, module in list(sys.modules.items()):
        if name.startswith("apps.messaging.") and hasattr(module, "publish"):
            monkeypatch.setattr(module, "publish", publish)
    return events


@pytest.fixture(autouse=True)
def acquainted(request: pytest.FixtureRequest) -> None:
    """Alice, Bob and Charlie follow each other: what they begin with each other is no request."""
    people = {"alice", "bob", "charlie"} & set(request.fixturenames)
    users = [request.getfixturevalue(name) for name in sorted(people)]
    follows = [Follow(follower=one, followee=other) for one, other in permutations(users, 2)]
    if follows:
        Follow.objects.bulk_create(follows)
        others = len(users) - 1
        together = User.objects.filter(pk__in=[user.pk for user in users])
        together.update(follower_count=others, following_count=others)


class Shore:
    """Where the stream ends: feeds what has changed to the handler, as AWS would."""

    def __init__(self) -> None:
        self.table = settings.MESSAGES_TABLE
        self.stream = Stream(self.table)

    def records(self, *conversation_ids: str) -> list[dict[str, Any]]:
        return self.stream.records(*conversation_ids)

    def drain(self, *conversation_ids: str) -> None:
        Pump(stream.handler).feed(self.records(*conversation_ids))


@pytest.fixture
def shore(db: None, monkeypatch: pytest.MonkeyPatch) -> Shore:
    monkeypatch.setenv("MESSAGES_TABLE", settings.MESSAGES_TABLE)
    return Shore()


@pytest.fixture
def pokes(monkeypatch: pytest.MonkeyPatch) -> list[Moved]:
    """What the Lambda has told the web process."""
    moved: list[Moved] = []
    monkeypatch.setenv("POKE_URL", "http://nowhere")
    monkeypatch.setattr(stream, "poke", moved.append)
    return moved


@pytest.fixture
def dead_letters(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[Any]]]:
    """A dead-letter queue of the test's own; call it for what is in it."""
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName=f"dead-{uuid4().hex}")["QueueUrl"]
    monkeypatch.setenv("DEAD_LETTER_QUEUE_URL", url)

    def letters() -> list[Any]:
        answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
        return [json.loads(message["Body"]) for message in answer.get("Messages", [])]

    yield letters
    sqs.delete_queue(QueueUrl=url)


@pytest.fixture
def talk(alice: User, bob: User) -> str:
    """The id of a conversation between Alice and Bob in which nothing has been said."""
    conversation, _ = start_conversation(creator=alice, handles=["bob"])
    return conversation.id


@pytest.fixture
def say(published: Published) -> Callable[[User, str, str], str]:
    """`say(alice, conversation_id, text)` sends and answers the message's id."""

    def send(sender: User, conversation_id: str, text: str) -> str:
        message, _ = services.send_message(
            sender=sender, conversation_id=conversation_id, text=text, client_id=uuid4().hex
        )
        return message.id

    return send


def subs(*people: User) -> set[str]:
    return {str(UUID(str(person.pk))) for person in people}
