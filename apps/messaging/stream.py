"""The Lambda on the table's stream: it keeps every member's inbox entry up to date.

A record only says what has changed in which conversation. The entries are then computed from
the conversation itself (projection.py) and written under the record's place in the stream
(entries.py).

Runs without Django. Environment: MESSAGES_TABLE; POKE_URL (where to say that inboxes have
moved; optional) with POKE_SECRET, or POKE_SECRET_ARN where Secrets Manager has it;
DEAD_LETTER_QUEUE_URL (for records that can never be handled; optional);
REPORT_BATCH_ITEM_FAILURES=0 where the invoker ignores such reports; RELEASE, for the logs.
What happens when something fails is told in docs/messaging.md.
"""

import json
import logging
import os
import urllib.request
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from apps.messaging import table
from apps.messaging.entries import Change, Moved, move
from apps.messaging.projection import CONFIG, Broken

POKE_TIMEOUT_SECONDS = 2
REFUSED = (401, 403)
# Nothing is lost without it, and the function's own time is short.
SECRET_CONFIG = Config(connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 2})
# What of a message, and of a member, their inbox entries depend on.
_OF_MESSAGES = (table.SENDER, table.DELETED, table.NEWS, table.TTL_ATTRIBUTE)
_OF_MEMBERS = (table.SINCE, table.READ_TO, table.MARKED, table.MUTED, table.STATE)
# Digits of a place in the stream; those that AWS gives have 21 or more.
_DIGITS = 40

logger = logging.getLogger("cruddur.stream")
logger.setLevel(logging.INFO)
if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    # AWS puts words of its own before each line, which then is no JSON any more.
    for sink in logging.getLogger().handlers:
        sink.setFormatter(logging.Formatter("%(message)s\n"))

invocation: ContextVar[str | None] = ContextVar("invocation", default=None)


class NotAllHandled(Exception):
    """Some records failed and the invoker takes no report of which."""


@dataclass(frozen=True)
class Touch:
    """What one record says: `message_id` that was added, or the `user` whose membership changed."""

    conversation_id: str
    seq: str
    message_id: str = ""
    user: str | None = None


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Handle a whole batch; what fails does not keep the others from being handled.

    Answers `{"batchItemFailures": [{"itemIdentifier": sequence number}, ..]}`.
    """
    invocation.set(getattr(context, "aws_request_id", None))
    touched: defaultdict[str, list[tuple[Touch, Any]]] = defaultdict(list)
    failed: list[Any] = []
    for record in event["Records"]:
        try:
            touch = read_record(record)
        except Broken as reason:
            failed += _give_up([record], reason)
        else:
            if touch:
                touched[touch.conversation_id].append((touch, record))
    moves: list[Moved] = []
    for pairs in touched.values():
        change = change_of([touch for touch, _ in pairs])
        failed += _handle(change, [record for _, record in pairs], moves)
    _poke_all(moves)
    return _report(failed)


def read_record(record: Any) -> Touch | None:
    """What a record says; None where no inbox depends on it. Raises Broken."""
    try:
        keys = record["dynamodb"]["Keys"]
        pk, sk = keys[table.PK]["S"], keys[table.SK]["S"]
        if not pk.startswith(table.CONVERSATION_PREFIX):
            return None
        conversation_id: str = pk.removeprefix(table.CONVERSATION_PREFIX)
        touch = _touch(record, conversation_id, sk)
    except (KeyError, TypeError, AttributeError) as error:
        raise Broken(f"not a record: {error!r}") from error
    if not table.is_ulid(conversation_id):
        raise Broken("not a conversation's id")
    return touch


def _touch(record: Any, conversation_id: str, sk: str) -> Touch | None:
    if sk.startswith(table.MEMBER_PREFIX) and _matters(record, _OF_MEMBERS):
        user = sk.removeprefix(table.MEMBER_PREFIX)
        return Touch(conversation_id, _place(record), user=user)
    if sk.startswith(table.MESSAGE_PREFIX) and _matters(record, _OF_MESSAGES):
        added = sk.removeprefix(table.MESSAGE_PREFIX) if record["eventName"] == "INSERT" else ""
        return Touch(conversation_id, _place(record), message_id=added)
    return None


def _matters(record: Any, attributes: Iterable[str]) -> bool:
    """Whether one of the attributes has changed; also where the record does not say."""
    old, new = (record["dynamodb"].get(image) for image in ("OldImage", "NewImage"))
    if record["eventName"] != "MODIFY" or not old or not new:
        return True
    return any(old.get(name) != new.get(name) for name in attributes)


def _place(record: Any) -> str:
    """The place of a record in the stream, as text that sorts as records follow each other.

    First the stream's own label, which is the time when it began: the numbers of a restored
    table's stream begin anew.
    """
    number = record["dynamodb"]["SequenceNumber"]
    if not number.isdigit():
        raise Broken("not a sequence number")
    label = record.get("eventSourceARN", "").partition("/stream/")[2]
    return f"{label}#{number:0>{_DIGITS}}"


def change_of(touches: list[Touch]) -> Change:
    """What the touches of one conversation come to, under the last of their places."""
    return Change(
        conversation_id=touches[0].conversation_id,
        seq=max(touch.seq for touch in touches),
        spoken=max(touch.message_id for touch in touches),
        everybody=any(touch.user is None for touch in touches),
        people=frozenset(touch.user for touch in touches if touch.user),
    )


def _handle(change: Change, records: list[Any], moves: list[Moved]) -> list[Any]:
    """Move the inboxes of one conversation. The records that have to be tried again."""
    try:
        moved = move(change)
    except (Broken, KeyError, TypeError, ValueError) as reason:
        return _give_up(records, reason)
    except Exception as error:
        _log("WARNING", "inboxes not moved", conversation_id=change.conversation_id, error=error)
        return records
    moves += moved
    for one in moved:
        _log(
            "INFO",
            "inboxes moved",
            conversation_id=one.conversation_id,
            message_id=one.message_id,
            members=len(one.recipients),
        )
    return []


def _poke_all(moves: list[Moved]) -> None:
    """Tell the web process. Only a hint that saves waiting: when it fails nothing is lost, and
    the rest is left, so that a web process that hangs costs one timeout and not many."""
    if "POKE_URL" not in os.environ:
        return
    try:
        for moved in moves:
            poke(moved)
    except (OSError, ValueError, HTTPException, BotoCoreError, ClientError) as error:
        _log("WARNING", "poke failed", moves=len(moves), error=error)


def poke(moved: Moved) -> None:
    """Tell the web process of one move. Raises OSError, HTTPException, and those of boto3."""
    try:
        _send(moved)
    except HTTPError as error:
        if error.code not in REFUSED or "POKE_SECRET_ARN" not in os.environ:
            raise
        # It may have been changed since it was read.
        _read_secret.cache_clear()
        _send(moved)


def _send(moved: Moved) -> None:
    request = urllib.request.Request(  # noqa: S310 - the address is our own configuration
        os.environ["POKE_URL"],
        data=json.dumps(asdict(moved)).encode(),
        headers={
            "Authorization": f"Bearer {_poke_secret()}",
            "Content-Type": "application/json",
        },
    )
    urllib.request.urlopen(request, timeout=POKE_TIMEOUT_SECONDS).close()  # noqa: S310


def _poke_secret() -> str:
    arn = os.environ.get("POKE_SECRET_ARN")
    return _read_secret(arn) if arn else os.environ["POKE_SECRET"]


@cache
def _read_secret(arn: str) -> str:
    """The secret, which is text, or an object of secrets in which it is POKE_SECRET."""
    region = os.environ.get("AWS_REGION")
    client = boto3.client("secretsmanager", region_name=region, config=SECRET_CONFIG)
    text: str = client.get_secret_value(SecretId=arn)["SecretString"]
    with suppress(ValueError, TypeError, KeyError):
        return str(json.loads(text)["POKE_SECRET"])
    return text


def _give_up(records: list[Any], reason: Exception) -> list[Any]:
    """Put records on the dead-letter queue. Those that have to be tried again all the same."""
    queue = os.environ.get("DEAD_LETTER_QUEUE_URL")
    letters = [{"reason": repr(reason), "record": address(record)} for record in records]
    _log("ERROR", "records given up", error=reason, records=[one["record"] for one in letters])
    if not queue:
        return records
    try:
        for letter in letters:
            _sqs().send_message(QueueUrl=queue, MessageBody=json.dumps(letter, default=str))
    except Exception as error:
        _log("ERROR", "dead-letter queue out of reach", error=error)
        return records
    return []


def address(record: Any) -> Any:
    """What of a record is enough to handle it again, and nothing that people wrote."""
    if not isinstance(record, dict):
        return None
    kept = {name: record[name] for name in ("eventName", "eventSourceARN") if name in record}
    place = record.get("dynamodb")
    if isinstance(place, dict):
        names = ("Keys", "SequenceNumber")
        kept["dynamodb"] = {name: place[name] for name in names if name in place}
    return kept


def _report(failed: list[Any]) -> dict[str, Any]:
    numbers = [record["dynamodb"]["SequenceNumber"] for record in failed]
    if numbers and os.environ.get("REPORT_BATCH_ITEM_FAILURES") == "0":
        raise NotAllHandled(f"{len(numbers)} records failed, the first is {numbers[0]}")
    return {"batchItemFailures": [{"itemIdentifier": number} for number in numbers]}


def _log(level: str, message: str, *, error: Exception | None = None, **details: Any) -> None:
    """A line of JSON. What needs a person is ERROR."""
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": level,
        "logger": logger.name,
        "message": message,
        **{name: value for name, value in _of_every_line().items() if value},
        **details,
    }
    if error is not None:
        line["error"] = repr(error)
    logger.log(logging.getLevelNamesMapping()[level], json.dumps(line, default=str))


def _of_every_line() -> dict[str, str | None]:
    return {"request_id": invocation.get(), "release": os.environ.get("RELEASE")}


@cache
def _sqs() -> Any:
    return boto3.client("sqs", region_name=os.environ.get("AWS_REGION"), config=CONFIG)
