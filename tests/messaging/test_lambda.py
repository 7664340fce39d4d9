"""The real function behind a real event source mapping of the emulator, on a table of its own."""

import time
from collections.abc import Callable, Iterator
from typing import Any, cast
from uuid import uuid4

import boto3
import pytest
from django.conf import settings
from pytest_django import Settings, live_server_helper

from apps.messaging import store_members
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from cruddur.devtools import provision, stream_lambda
from cruddur.devtools.emulator import Emulator
from tests.messaging.conftest import Published, subs

pytestmark = pytest.mark.django_db(transaction=True)
Say = Callable[[User, str, str], str]
SECONDS = 20


class Here:
    """The emulator that the tests run on, for what devtools asks of it."""

    def __getattr__(self, name: str) -> Any:
        service: Any = {"lambdas": "lambda"}.get(name, name)
        return lambda: boto3.client(service)


@pytest.fixture
def deployed(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    live_server: live_server_helper.LiveServer,
) -> Iterator[None]:
    name = f"lambda-{uuid4().hex}"
    settings.MESSAGES_TABLE = name
    monkeypatch.setattr(stream_lambda, "NAME", name)
    provision.messages_table(boto3.client("dynamodb"), name)
    variables = {
        "MESSAGES_TABLE": name,
        "POKE_URL": f"{live_server.url}/api/v1/internal/inbox-moved",
        "POKE_SECRET": settings.POKE_SECRET,
    }
    stream_lambda.deploy(cast(Emulator, Here()), variables)
    yield
    lambdas = boto3.client("lambda")
    for mapping in lambdas.list_event_source_mappings(FunctionName=name)["EventSourceMappings"]:
        lambdas.delete_event_source_mapping(UUID=mapping["UUID"])
    lambdas.delete_function(FunctionName=name)
    boto3.client("dynamodb").delete_table(TableName=name)


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < end, "not within the time"
        time.sleep(0.02)


def unread(user: User) -> list[int]:
    return [line.unread for line in store_members.inbox(box=str(user.pk), after=None, limit=10)]


def test_it_moves_the_inboxes_and_pokes(
    deployed: None, alice: User, bob: User, published: Published, say: Say
) -> None:
    talk, _ = start_conversation(creator=alice, handles=["bob"])
    wait_for(lambda: unread(bob) == [0])
    last = say(alice, talk.id, "Hello")
    wait_for(lambda: unread(bob) == [1])
    data = {"conversation_id": talk.id, "message_id": last}
    wait_for(lambda: (subs(alice, bob), "inbox", data) in published)


def test_a_broken_record_does_not_hold_up_the_others(
    deployed: None, alice: User, bob: User, published: Published, say: Say
) -> None:
    broken = {"pk": {"S": "CONV#broken"}, "sk": {"S": "MSG#1"}, "text": {"S": "Secret"}}
    boto3.client("dynamodb").put_item(TableName=settings.MESSAGES_TABLE, Item=broken)
    start_conversation(creator=alice, handles=["bob"])
    wait_for(lambda: unread(bob) == [0])
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName=f"{stream_lambda.NAME}-failed")["QueueUrl"]
    [letter] = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert "CONV#broken" in letter["Body"]
    assert "Secret" not in letter["Body"]
    sqs.delete_queue(QueueUrl=url)
