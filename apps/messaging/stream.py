"""The Lambda on the table's stream: it keeps every member's inbox entry up to date.

A record only says which conversation has changed. The entries are then computed from the
conversation itself, so records may come twice, late, in any order and in any batches. An
entry moves forward only: a slower invocation never undoes what a later one has seen.

Runs without Django. Environment: MESSAGES_TABLE; POKE_URL and POKE_SECRET (where to say
that inboxes have moved; optional); DEAD_LETTER_QUEUE_URL (for records that can never be
handled; optional); REPORT_BATCH_ITEM_FAILURES=0 where the invoker ignores such reports.
What happens when something fails is told in docs/messaging.md.
"""

import json
import logging
import os
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from apps.messaging import table

POKE_TIMEOUT_SECONDS = 2
_ATTEMPTS = 3
_CONFIG = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "max_attempts": 4})

logger = logging.getLogger("cruddur.stream")
logger.setLevel(logging.INFO)


class Broken(Exception):
    """A record, or what it is about, that can never be handled: trying again is no use."""


class NotAllHandled(Exception):
    """Some records failed and the invoker takes no report of which."""


@dataclass(frozen=True)
class Moved:
    """Whose inbox entries for a conversation have moved, and its last message ("" for none)."""

    conversation_id: str
    message_id: str
    recipients: list[str]


@dataclass(frozen=True)
class _Truth:
    """A conversation as its own items tell it."""

    conversation_id: str
    last_message: str
    read_to: dict[str, str]
    unread: dict[str, int]


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Handle a whole batch; what fails does not keep the others from being handled.

    Answers `{"batchItemFailures": [{"itemIdentifier": sequence number}, ..]}`.
    """
    touched: defaultdict[str, list[Any]] = defaultdict(list)
    failed: list[Any] = []
    for record in event["Records"]:
        try:
            conversation_id = touched_conversation(record)
        except Broken as reason:
            failed += _give_up([record], reason)
        else:
            if conversation_id:
                touched[conversation_id].append(record)
    moves: list[Moved] = []
    for conversation_id, records in touched.items():
        failed += _handle(conversation_id, records, moves)
    _poke_all(moves)
    return _report(failed)


def touched_conversation(record: Any) -> str | None:
    """The conversation that `record` is about; None where inboxes do not depend on it."""
    try:
        keys = record["dynamodb"]["Keys"]
        pk, sk = keys[table.PK]["S"], keys[table.SK]["S"]
        if not pk.startswith(table.CONVERSATION_PREFIX):
            return None
        conversation_id: str = pk.removeprefix(table.CONVERSATION_PREFIX)
        matters = sk == table.META_SK or sk.startswith((table.MEMBER_PREFIX, table.MESSAGE_PREFIX))
    except (KeyError, TypeError, AttributeError) as error:
        raise Broken(f"no keys: {error!r}") from error
    if not table.is_ulid(conversation_id):
        raise Broken("not a conversation's id")
    return conversation_id if matters else None


def _handle(conversation_id: str, records: list[Any], moves: list[Moved]) -> list[Any]:
    """Move the inboxes of one conversation. The records that have to be tried again."""
    try:
        moved = move_inboxes(conversation_id)
    except (Broken, KeyError, TypeError, ValueError) as reason:
        return _give_up(records, reason)
    except Exception as error:
        _log("inboxes not moved", conversation_id=conversation_id, error=repr(error))
        return records
    if moved.recipients:
        moves.append(moved)
        _log(
            "inboxes moved",
            conversation_id=conversation_id,
            message_id=moved.message_id,
            members=len(moved.recipients),
        )
    return []


def move_inboxes(conversation_id: str) -> Moved:
    """Compute every member's inbox entry anew and write those that have moved.

    Also how inboxes are rebuilt. Raises Broken where the conversation is not whole.
    """
    moved: set[str] = set()
    for _ in range(_ATTEMPTS):
        truth = _read(conversation_id)
        outcomes = {user: _write(truth, user) for user in truth.read_to}
        moved |= {user for user, outcome in outcomes.items() if outcome == "moved"}
        # Somebody wrote what is newer than we have read: their view of the rest may be older.
        if "behind" not in outcomes.values():
            break
    return Moved(conversation_id, truth.last_message, sorted(moved))


def _read(conversation_id: str) -> _Truth:
    """Members first, then messages: what a member has read is then never ahead of them.

    Nothing at all is a conversation whose members have all been deleted.
    """
    members = _query(conversation_id, table.MEMBER_PREFIX, table.META_SK)
    read_to = {
        item[table.SK]["S"].removeprefix(table.MEMBER_PREFIX): item[table.READ_TO]["S"]
        for page in members
        for item in page
        if item[table.SK]["S"] != table.META_SK
    }
    if not read_to and any(_query(conversation_id, table.META_SK, table.MESSAGES_END, Limit=1)):
        raise Broken("a conversation without members")
    oldest = table.message_sk(min(read_to.values(), default=""))
    pages = _query(conversation_id, oldest, table.MESSAGES_END, Limit=table.UNREAD_CAP)
    first = next(pages)
    last = first[0][table.SK]["S"].removeprefix(table.MESSAGE_PREFIX) if first else ""
    unread = table.count_unread(_senders(first, pages), read_to)
    return _Truth(conversation_id, last, read_to, unread)


def _senders(first: list[Any], others: Iterator[list[Any]]) -> Iterator[tuple[str, str]]:
    page, seen = first, 0
    while page and seen < table.LOOK_BACK:
        for item in page:
            yield item[table.SK]["S"].removeprefix(table.MESSAGE_PREFIX), item[table.SENDER]["S"]
        seen += len(page)
        page = next(others, [])


def _query(conversation_id: str, low: str, high: str, **more: Any) -> Iterator[list[Any]]:
    """Pages of a conversation's items from `low` to `high`, the last ones first."""
    pages = (
        _dynamodb()
        .get_paginator("query")
        .paginate(
            TableName=os.environ["MESSAGES_TABLE"],
            KeyConditionExpression="#pk = :pk AND #sk BETWEEN :low AND :high",
            ExpressionAttributeNames={"#pk": table.PK, "#sk": table.SK},
            ExpressionAttributeValues={
                ":pk": {"S": table.conversation_pk(conversation_id)},
                ":low": {"S": low},
                ":high": {"S": high},
            },
            ConsistentRead=True,
            ScanIndexForward=False,
            **more,
        )
    )
    for page in pages:
        yield page["Items"]


# An entry moves when neither part of it goes back and something of it changes.
_FORWARD = (
    "attribute_not_exists(#pk) OR (#last <= :last AND #read <= :read"
    " AND (#last < :last OR #read < :read OR #unread <> :unread))"
)


def _write(truth: _Truth, user: str) -> str:
    """Write one member's entry: "moved", "unchanged", or "behind" what is there already."""
    last, read = truth.last_message, truth.read_to[user]
    try:
        _dynamodb().update_item(
            TableName=os.environ["MESSAGES_TABLE"],
            Key={
                table.PK: {"S": table.user_pk(user)},
                table.SK: {"S": table.inbox_sk(truth.conversation_id)},
            },
            UpdateExpression=(
                "SET #user = :user, #activity = :activity,"
                " #last = :last, #read = :read, #unread = :unread"
            ),
            ConditionExpression=_FORWARD,
            ExpressionAttributeNames={
                "#pk": table.PK,
                "#user": table.INBOX_USER,
                "#activity": table.LAST_ACTIVITY,
                "#last": table.LAST_MESSAGE,
                "#read": table.READ_TO,
                "#unread": table.UNREAD,
            },
            ExpressionAttributeValues={
                ":user": {"S": user},
                ":activity": {"S": last or truth.conversation_id},
                ":last": {"S": last},
                ":read": {"S": read},
                ":unread": {"N": str(truth.unread[user])},
            },
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        there: Any = error.response["Item"]  # type: ignore[typeddict-item]
        ahead = there[table.LAST_MESSAGE]["S"] > last or there[table.READ_TO]["S"] > read
        return "behind" if ahead else "unchanged"
    return "moved"


def _poke_all(moves: list[Moved]) -> None:
    """Tell the web process. Only a hint that saves waiting: when it fails nothing is lost, and
    the rest is left, so that a web process that hangs costs one timeout and not many."""
    if "POKE_URL" not in os.environ:
        return
    try:
        for moved in moves:
            poke(moved)
    except (OSError, ValueError, HTTPException) as error:
        _log("poke failed", moves=len(moves), error=repr(error))


def poke(moved: Moved) -> None:
    """Tell the web process of one move. Raises OSError, HTTPException."""
    body = {
        "conversation_id": moved.conversation_id,
        "message_id": moved.message_id,
        "recipients": moved.recipients,
    }
    request = urllib.request.Request(  # noqa: S310 - the address is our own configuration
        os.environ["POKE_URL"],
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {os.environ['POKE_SECRET']}",
            "Content-Type": "application/json",
        },
    )
    urllib.request.urlopen(request, timeout=POKE_TIMEOUT_SECONDS).close()  # noqa: S310


def _give_up(records: list[Any], reason: Exception) -> list[Any]:
    """Put records on the dead-letter queue. Those that have to be tried again all the same."""
    queue = os.environ.get("DEAD_LETTER_QUEUE_URL")
    _log("records given up", reason=repr(reason), keys=[_keys(record) for record in records])
    if not queue:
        return records
    try:
        for record in records:
            letter = {"reason": repr(reason), "record": _without_images(record)}
            _sqs().send_message(QueueUrl=queue, MessageBody=json.dumps(letter, default=str))
    except Exception as error:
        _log("dead-letter queue out of reach", error=repr(error))
        return records
    return []


def _without_images(record: Any) -> Any:
    """`record` without what people wrote: the keys are enough to handle it again."""
    if not isinstance(record, dict) or not isinstance(record.get("dynamodb"), dict):
        return record
    kept = {k: v for k, v in record["dynamodb"].items() if k not in ("NewImage", "OldImage")}
    return {**record, "dynamodb": kept}


def _keys(record: Any) -> Any:
    try:
        return record["dynamodb"]["Keys"]
    except (KeyError, TypeError):
        return None


def _report(failed: list[Any]) -> dict[str, Any]:
    numbers = [record["dynamodb"]["SequenceNumber"] for record in failed]
    if numbers and os.environ.get("REPORT_BATCH_ITEM_FAILURES") == "0":
        raise NotAllHandled(f"{len(numbers)} records failed, the first is {numbers[0]}")
    return {"batchItemFailures": [{"itemIdentifier": number} for number in numbers]}


def _log(message: str, **details: Any) -> None:
    logger.info(json.dumps({"message": message, **details}))


@cache
def _dynamodb() -> Any:
    return boto3.client("dynamodb", region_name=os.environ.get("AWS_REGION"), config=_CONFIG)


@cache
def _sqs() -> Any:
    return boto3.client("sqs", region_name=os.environ.get("AWS_REGION"), config=_CONFIG)
