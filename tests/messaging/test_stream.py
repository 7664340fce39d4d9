"""The stream handler, fed as AWS feeds it: whatever happens to the records, the inbox is right."""

import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from apps.messaging import projection, store_members, stream
from apps.messaging.entries import Moved
from apps.messaging.ids import new_ulid
from apps.messaging.starting import start_conversation
from apps.profiles.models import User
from tests.messaging.conftest import Shore, subs
from tests.messaging.pump import Pump

pytestmark = pytest.mark.django_db
Say = Callable[[User, str, str], str]
Letters = Callable[[], list[Any]]
Pokes = list[Moved]


def entry(user: User, conversation_id: str) -> tuple[str, int]:
    """(last message, unread) in a person's inbox."""
    [one] = [
        line
        for line in store_members.inbox(box=str(user.pk), after=None, limit=100)
        if line.conversation_id == conversation_id
    ]
    return one.last_message, one.unread


def in_inbox(user: User, conversation_id: str) -> bool:
    lines = store_members.inbox(box=str(user.pk), after=None, limit=100)
    return conversation_id in {line.conversation_id for line in lines}


def test_a_new_conversation_comes_into_every_members_inbox(
    alice: User, bob: User, charlie: User, shore: Shore
) -> None:
    group, _ = start_conversation(creator=alice, handles=["bob", "charlie"])
    assert in_inbox(alice, group.id)
    assert not in_inbox(bob, group.id)
    shore.drain(group.id)
    assert entry(bob, group.id) == entry(charlie, group.id)
    assert entry(bob, group.id)[1] == 0


def test_records_twice_and_in_two_batches_count_once(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, pokes: Pokes
) -> None:
    say(alice, talk, "a")
    last = say(alice, talk, "b")
    records = shore.records(talk)
    Pump(stream.handler).feed(records * 2)
    assert [moved.recipients for moved in pokes] == [sorted(subs(alice, bob))]
    assert pokes[0].message_id == last
    Pump(stream.handler, batch_size=1).feed(records)
    assert entry(bob, talk) == (last, 2)
    assert entry(alice, talk) == (last, 0)


def test_a_batch_that_comes_again_is_told_again(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, pokes: Pokes
) -> None:
    """Whoever had it first may have died before telling."""
    say(alice, talk, "a")
    records = shore.records(talk)
    Pump(stream.handler).feed(records)
    Pump(stream.handler).feed(records)
    assert [moved.recipients for moved in pokes] == [sorted(subs(alice, bob))] * 2


def test_records_late_and_out_of_order_change_nothing(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, pokes: Pokes
) -> None:
    say(alice, talk, "a")
    late = shore.records(talk)
    last = say(alice, talk, "b")
    store_members.move_read_position(conversation_id=talk, user=str(bob.pk), message_id=last)
    shore.drain(talk)
    assert entry(bob, talk) == (last, 0)
    pokes.clear()
    Pump(stream.handler).feed(late[::-1])
    assert entry(bob, talk) == (last, 0)
    assert pokes == []


def test_a_whole_batch_is_handled_by_conversation(
    alice: User, bob: User, charlie: User, shore: Shore, say: Say, pokes: Pokes
) -> None:
    one, _ = start_conversation(creator=alice, handles=["bob"])
    two, _ = start_conversation(creator=alice, handles=["charlie"])
    for text in "abc":
        say(alice, one.id, text)
        say(alice, two.id, text)
    pump = Pump(stream.handler)
    pump.feed(shore.records(one.id, two.id))
    assert pump.invocations == 1
    assert (entry(bob, one.id)[1], entry(charlie, two.id)[1]) == (3, 3)
    assert {moved.conversation_id for moved in pokes} == {one.id, two.id}


BROKEN: list[Any] = [
    {},
    {"dynamodb": {}},
    {"dynamodb": {"Keys": None, "SequenceNumber": "0"}},
    {"dynamodb": {"Keys": {"pk": {"S": "CONV#x"}, "sk": {"S": "META"}}, "SequenceNumber": "0"}},
    {"dynamodb": {"Keys": {"pk": {"N": "5"}, "sk": {"S": "META"}}, "SequenceNumber": "0"}},
    {"dynamodb": {"Keys": {"pk": {"S": 5}, "sk": {"S": "META"}}, "SequenceNumber": "0"}},
    "nonsense",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_record_goes_to_the_dead_letters_and_the_rest_is_handled(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, dead_letters: Letters, broken: Any
) -> None:
    last = say(alice, talk, "a")
    first, *rest = shore.records(talk)
    answer = stream.handler({"Records": [first, broken, *rest]}, None)
    assert answer == {"batchItemFailures": []}
    assert entry(bob, talk) == (last, 1)
    [letter] = dead_letters()
    assert letter["record"] == stream.address(broken)
    assert "reason" in letter


def test_a_message_without_its_conversation_is_a_dead_letter_without_its_text(
    alice: User, shore: Shore, dead_letters: Letters
) -> None:
    lost = new_ulid()
    boto3.client("dynamodb").put_item(
        TableName=shore.table,
        Item={"pk": {"S": f"CONV#{lost}"}, "sk": {"S": "MSG#1"}, "text": {"S": "Secret"}},
    )
    shore.drain(lost)
    [letter] = dead_letters()
    assert letter["record"]["dynamodb"]["Keys"]["pk"]["S"] == f"CONV#{lost}"
    assert "Secret" not in str(letter)


def test_without_a_queue_of_its_own_a_broken_record_is_reported(
    alice: User, bob: User, talk: str, shore: Shore, say: Say
) -> None:
    say(alice, talk, "a")
    broken = {"dynamodb": {"Keys": {}, "SequenceNumber": "000"}}
    pump = Pump(stream.handler)
    pump.feed([*shore.records(talk), broken])
    assert pump.dead == [broken]
    assert entry(bob, talk)[1] == 1


@pytest.fixture
def throttled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Conversations that DynamoDB will not read while they are in the list."""
    refused: list[str] = []
    read = projection.members_of

    def sometimes(conversation_id: str) -> Any:
        if conversation_id in refused:
            refused.remove(conversation_id)
            answer: Any = {"Error": {"Code": "ThrottlingException", "Message": "Slow down"}}
            raise ClientError(answer, "Query")
        return read(conversation_id)

    monkeypatch.setattr(projection, "members_of", sometimes)
    return refused


def test_what_fails_for_now_is_reported_and_tried_again(
    alice: User, bob: User, charlie: User, shore: Shore, say: Say, throttled: list[str]
) -> None:
    one, _ = start_conversation(creator=alice, handles=["bob"])
    two, _ = start_conversation(creator=alice, handles=["charlie"])
    say(alice, one.id, "a")
    say(alice, two.id, "b")
    throttled += [one.id]
    pump = Pump(stream.handler)
    pump.feed(shore.records(one.id, two.id))
    assert pump.invocations == 2
    assert pump.dead == []
    assert (entry(bob, one.id)[1], entry(charlie, two.id)[1]) == (1, 1)


def test_where_reports_are_ignored_it_raises_after_the_rest_is_done(
    alice: User,
    bob: User,
    charlie: User,
    shore: Shore,
    say: Say,
    throttled: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REPORT_BATCH_ITEM_FAILURES", "0")
    one, _ = start_conversation(creator=alice, handles=["bob"])
    two, _ = start_conversation(creator=alice, handles=["charlie"])
    throttled += [one.id]
    records = shore.records(one.id, two.id)
    with pytest.raises(stream.NotAllHandled):
        stream.handler({"Records": records}, None)
    assert not in_inbox(bob, one.id)
    assert in_inbox(charlie, two.id)
    stream.handler({"Records": records}, None)
    assert in_inbox(bob, one.id)


def test_a_slower_invocation_does_not_undo_a_later_one(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(alice, talk, "a")
    early = shore.records(talk)
    stale = projection.members_of(talk)
    last = say(alice, talk, "b")
    store_members.move_read_position(conversation_id=talk, user=str(bob.pk), message_id=last)
    shore.drain(talk)
    monkeypatch.setattr(projection, "members_of", lambda id: stale)
    Pump(stream.handler).feed(early)
    assert entry(bob, talk) == (last, 0)


def test_a_poke_that_fails_loses_nothing(
    alice: User, bob: User, talk: str, shore: Shore, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POKE_URL", "http://127.0.0.1:9/nobody-listens")
    monkeypatch.setenv("POKE_SECRET", "x")
    last = say(alice, talk, "a")
    pump = Pump(stream.handler)
    pump.feed(shore.records(talk))
    assert pump.invocations == 1
    assert entry(bob, talk) == (last, 1)


def test_a_web_process_that_hangs_costs_one_timeout(
    alice: User, bob: User, charlie: User, shore: Shore, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def hang(moved: Moved) -> None:
        tried.append(moved.conversation_id)
        raise TimeoutError

    monkeypatch.setenv("POKE_URL", "http://nowhere")
    monkeypatch.setattr(stream, "poke", hang)
    one, _ = start_conversation(creator=alice, handles=["bob"])
    two, _ = start_conversation(creator=alice, handles=["charlie"])
    shore.drain(one.id, two.id)
    assert len(tried) == 1
    assert in_inbox(bob, one.id)
    assert in_inbox(charlie, two.id)


@pytest.mark.parametrize(
    "error", [None, KeyError("pk"), TimeoutError(), projection.Broken("not whole")]
)
def test_no_line_and_no_letter_holds_the_text(
    alice: User,
    talk: str,
    shore: Shore,
    say: Say,
    dead_letters: Letters,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception | None,
) -> None:
    def fail(change: object) -> list[Moved]:
        raise error  # type: ignore[misc]

    say(alice, talk, "Secret")
    if error:
        monkeypatch.setattr(stream, "move", fail)
    shore.drain(talk)
    lines = [r.getMessage() for r in caplog.records if r.name == stream.logger.name]
    assert any(talk in line for line in lines)
    assert {"INFO", "WARNING", "ERROR"} >= {json.loads(line)["level"] for line in lines}
    assert "Secret" not in f"{lines} {dead_letters()}"


def test_an_unreachable_table_is_not_a_broken_record(
    alice: User, talk: str, shore: Shore, dead_letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(conversation_id: str) -> None:
        raise EndpointConnectionError(endpoint_url="http://nowhere")

    monkeypatch.setattr(projection, "members_of", unreachable)
    records = shore.records(talk)
    answer = stream.handler({"Records": records}, None)
    assert len(answer["batchItemFailures"]) == len(records)
    assert dead_letters() == []
