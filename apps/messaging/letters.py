"""What the stream Lambda could not do, taken from its dead-letter queue and done.

Letters are of two kinds: the Lambda's own, with a record's keys, and those that AWS writes
when its tries are over, with a place in the stream.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.exceptions import ClientError, ParamValidationError
from django.conf import settings

from apps.core import aws
from apps.messaging import entries, stream
from apps.messaging.entries import Moved
from apps.messaging.projection import Broken
from apps.messaging.stream import Touch

# For how long nobody else gets a letter that is being handled.
_HIDDEN_SECONDS = 120
# As many letters as one call takes.
_BATCH = 10
# In a row; an open shard may answer with nothing and go on.
_EMPTY_PAGES = 20
_NOT_THERE = {
    "TrimmedDataAccessException",
    "ResourceNotFoundException",
    "ExpiredIteratorException",
}


class Undone(Exception):
    """Why a letter stays in the queue, for people."""


@dataclass(frozen=True)
class Letter:
    id: str
    receipt: str
    body: str


def letters(*, limit: int | None) -> Iterator[Letter]:
    """Up to `limit` letters, each once; those that are not deleted come back later."""
    seen: set[str] = set()
    while limit is None or len(seen) < limit:
        answer = aws.sqs().receive_message(
            QueueUrl=settings.MESSAGES_DEAD_LETTERS,
            MaxNumberOfMessages=_BATCH if limit is None else min(_BATCH, limit - len(seen)),
            VisibilityTimeout=_HIDDEN_SECONDS,
        )
        fresh = [one for one in answer.get("Messages", []) if one["MessageId"] not in seen]
        if not fresh:
            return
        for one in fresh:
            seen.add(one["MessageId"])
            yield Letter(one["MessageId"], one["ReceiptHandle"], one["Body"])


def delete(letter: Letter) -> None:
    aws.sqs().delete_message(QueueUrl=settings.MESSAGES_DEAD_LETTERS, ReceiptHandle=letter.receipt)


def handle(letter: Letter) -> list[Moved]:
    """Move the inboxes that a letter is about; whose have moved. Raises Undone."""
    touched: defaultdict[str, list[Touch]] = defaultdict(list)
    try:
        for record in _records(letter):
            touch = stream.read_record(record)
            if touch:
                touched[touch.conversation_id].append(touch)
        changes = [stream.change_of(touches) for touches in touched.values()]
        return [moved for change in changes for moved in entries.move(change)]
    except Broken as reason:
        raise Undone(f"it cannot be handled: {reason}") from reason


def _records(letter: Letter) -> list[Any]:
    match _json(letter.body):
        case {"record": record}:
            return [record]
        case {"DDBStreamBatchInfo": dict(place)}:
            return list(_from_stream(place))
    raise Undone("it is no letter of the stream")


def _json(body: str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _from_stream(place: dict[str, Any]) -> Iterator[Any]:
    """The records of a batch, as long as the stream has them: 24 hours."""
    try:
        iterator, last = _iterator(place), int(place["endSequenceNumber"])
        empty = 0
        while iterator and empty < _EMPTY_PAGES:
            answer = _streams().get_records(ShardIterator=iterator)
            empty = 0 if answer["Records"] else empty + 1
            for record in answer["Records"]:
                number = int(record["dynamodb"]["SequenceNumber"])
                if number <= last:
                    yield {**record, "eventSourceARN": place["streamArn"]}
                if number >= last:
                    return
            iterator = answer.get("NextShardIterator")
    except ClientError as error:
        if error.response["Error"]["Code"] not in _NOT_THERE:
            raise
        raise _gone() from error
    except (KeyError, ValueError, ParamValidationError) as error:
        raise Undone("it names no place in the stream") from error
    raise _gone()


def _iterator(place: dict[str, Any]) -> str | None:
    answer = _streams().get_shard_iterator(
        StreamArn=place["streamArn"],
        ShardId=place["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        SequenceNumber=place["startSequenceNumber"],
    )
    iterator: str | None = answer["ShardIterator"]
    return iterator


def _gone() -> Undone:
    return Undone("the stream has its records no more: run messaging_rebuild, then delete it")


def _streams() -> Any:
    return boto3.client("dynamodbstreams", region_name=settings.AWS_REGION)
