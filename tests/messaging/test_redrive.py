"""manage.py messaging_redrive: what the Lambda has given up is done, and its letters go."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import boto3
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from apps.messaging import entries, stream
from apps.messaging.items import InboxEntry, MemberItem
from apps.profiles.models import User
from tests.messaging.conftest import Published, Shore, subs
from tests.messaging.pump import Pump
from tests.messaging.test_stream import entry, in_inbox

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]
Put = Callable[[Any], None]


@pytest.fixture
def queue(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A queue of the test's own for both the Lambda and the command."""
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName=f"dead-{uuid4().hex}")["QueueUrl"]
    settings.MESSAGES_DEAD_LETTERS = url
    monkeypatch.setenv("DEAD_LETTER_QUEUE_URL", url)
    yield url
    sqs.delete_queue(QueueUrl=url)


@pytest.fixture
def put(queue: str) -> Put:
    def send(letter: Any) -> None:
        boto3.client("sqs").send_message(QueueUrl=queue, MessageBody=json.dumps(letter))

    return send


def redrive(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    try:
        call_command("messaging_redrive", *arguments)
    except SystemExit as end:
        return int(str(end.code)), capsys.readouterr().out
    return 0, capsys.readouterr().out


def waiting(queue: str) -> int:
    """How many letters are in the queue, hidden ones included."""
    names: Any = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    answer = boto3.client("sqs").get_queue_attributes(QueueUrl=queue, AttributeNames=names)
    return sum(int(number) for number in answer["Attributes"].values())


def test_a_letter_of_our_own_is_done_and_deleted(
    alice: User,
    bob: User,
    shore: Shore,
    talk: str,
    say: Say,
    queue: str,
    published: Published,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(change: object) -> None:
        raise KeyError("pk")

    last = say(alice, talk, "Secret")
    with monkeypatch.context() as patched:
        patched.setattr(stream, "move", broken)
        shore.drain(talk)
    assert not in_inbox(bob, talk)
    count = waiting(queue)
    assert count
    published.clear()
    code, told = redrive(capsys)
    assert entry(bob, talk) == (last, 1)
    assert (code, waiting(queue)) == (0, 0)
    assert f"conversation {talk}, 2 inboxes moved" in told
    assert f"{count} letters, 0 left in the queue" in told
    assert (subs(alice, bob), "inbox") in [event[:2] for event in published]
    assert "Secret" not in told


def test_who_has_left_in_a_letter_loses_the_entry(
    alice: User, bob: User, shore: Shore, talk: str, queue: str, put: Put
) -> None:
    shore.drain(talk)
    MemberItem(f"CONV#{talk}", f"MEMBER#{bob.pk}").delete()
    [record] = shore.records(talk)
    put({"reason": "x", "record": stream.address(record)})
    call_command("messaging_redrive")
    assert not in_inbox(bob, talk)
    assert in_inbox(alice, talk)


def test_a_place_in_the_stream_is_read_and_done(
    alice: User,
    bob: User,
    shore: Shore,
    talk: str,
    say: Say,
    queue: str,
    put: Put,
    capsys: pytest.CaptureFixture[str],
) -> None:
    last = say(alice, talk, "a")

    def out_of_order(event: object, context: object) -> None:
        raise TimeoutError

    pump = Pump(out_of_order, bisect=False, retries=1)
    pump.feed(shore.records(talk))
    [letter] = pump.letters
    letter["DDBStreamBatchInfo"]["shardId"] = shore.stream.shard
    put(letter)
    assert redrive(capsys)[0] == 0
    assert entry(bob, talk) == (last, 1)
    assert waiting(queue) == 0


def test_what_the_stream_has_no_more_stays_and_is_told(
    alice: User,
    shore: Shore,
    talk: str,
    queue: str,
    put: Put,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place = {
        "shardId": shore.stream.shard,
        "startSequenceNumber": "1" * 21,
        "endSequenceNumber": "2" * 21,
        "streamArn": shore.stream.arn,
    }
    put({"DDBStreamBatchInfo": place})
    code, told = redrive(capsys)
    assert (code, waiting(queue)) == (1, 1)
    assert "run messaging_rebuild" in told


@pytest.mark.parametrize(
    "letter", [5, {}, {"record": None}, {"record": {}}, {"DDBStreamBatchInfo": {}}]
)
def test_what_cannot_be_done_stays_and_keeps_nothing_from_being_done(
    alice: User,
    bob: User,
    shore: Shore,
    talk: str,
    queue: str,
    put: Put,
    capsys: pytest.CaptureFixture[str],
    letter: Any,
) -> None:
    put(letter)
    records = shore.records(talk)
    put({"reason": "x", "record": stream.address(records[-1])})
    code, told = redrive(capsys)
    assert (code, waiting(queue)) == (1, 1)
    assert "2 letters, 1 left in the queue" in told
    assert in_inbox(bob, talk)


def test_where_the_table_does_not_answer_no_letter_is_lost(
    alice: User,
    shore: Shore,
    talk: str,
    queue: str,
    put: Put,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreachable(change: object) -> None:
        raise TimeoutError

    put({"reason": "x", "record": stream.address(shore.records(talk)[-1])})
    monkeypatch.setattr(entries, "move", unreachable)
    with pytest.raises(TimeoutError):
        call_command("messaging_redrive")
    assert waiting(queue) == 1


def test_no_more_than_asked_for_are_taken(
    alice: User,
    shore: Shore,
    talk: str,
    queue: str,
    put: Put,
    capsys: pytest.CaptureFixture[str],
) -> None:
    letter = {"reason": "x", "record": stream.address(shore.records(talk)[-1])}
    for _ in range(3):
        put(letter)
    assert "2 letters, 0 left" in redrive(capsys, "--limit", "2")[1]
    assert waiting(queue) == 1


def test_a_letter_undoes_nothing_that_came_after(
    alice: User, bob: User, shore: Shore, talk: str, say: Say, queue: str, put: Put
) -> None:
    say(alice, talk, "a")
    late = shore.records(talk)
    last = say(alice, talk, "b")
    shore.drain(talk)
    before = InboxEntry.get(f"USER#{bob.pk}", f"CONV#{talk}").seq
    put({"reason": "x", "record": stream.address(late[-1])})
    call_command("messaging_redrive")
    assert entry(bob, talk) == (last, 2)
    assert InboxEntry.get(f"USER#{bob.pk}", f"CONV#{talk}").seq == before


def test_without_a_queue_it_says_so(settings: Settings) -> None:
    settings.MESSAGES_DEAD_LETTERS = ""
    with pytest.raises(CommandError):
        call_command("messaging_redrive")
