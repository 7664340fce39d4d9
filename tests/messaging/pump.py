"""Feeds stream records to a handler as AWS documents it for an event source mapping.

The emulator's own mapping ignores failure reports, bisecting, the limit of retries and lanes.
This one keeps to: records in order for each partition key, in as many lanes beside each other as
the parallelization factor; batches across conversations; after an exception the batch is cut in
two (which costs no retry) or tried again whole; after a report it goes on from the lowest failed
sequence number, records after it that went well included; a report that says nothing sensible
is a failure of all; what is too old, or has been tried often enough, goes to the on-failure
destination as its place in the stream, and the lane goes on. A batch may come twice.
"""

import copy
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import boto3

Record = dict[str, Any]
Handler = Callable[[dict[str, Any], object], dict[str, Any] | None]
SHARD = "shardId-00000001"


@dataclass
class Pump:
    """`dead`: the records of what the on-failure destination was told, as `letters`.

    `twice`: how likely a batch that was handled is delivered once more. `max_age` in seconds.
    """

    handler: Handler
    batch_size: int = 100
    retries: int = 2
    bisect: bool = True
    reports: bool = True
    lanes: int = 1
    max_age: float = float("inf")
    twice: float = 0
    chance: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311
    dead: list[Record] = field(default_factory=list)
    letters: list[dict[str, Any]] = field(default_factory=list)
    invocations: int = 0

    def feed(self, records: Iterable[Record]) -> None:
        lanes: list[list[Record]] = [[] for _ in range(self.lanes)]
        for record in records:
            lanes[self._lane_of(record)].append(record)
        while any(lanes):
            lane = self.chance.choice([lane for lane in lanes if lane])
            batch, lane[:] = lane[: self.batch_size], lane[self.batch_size :]
            self._deliver(batch, self.retries)

    def _lane_of(self, record: Record) -> int:
        keys = record.get("dynamodb", {}).get("Keys") or {}
        return crc32(str(keys.get("pk")).encode()) % self.lanes

    def _deliver(self, batch: list[Record], retries: int) -> None:
        batch = self._without_old(batch)
        if not batch:
            return
        self.invocations += 1
        try:
            answer = self.handler({"Records": copy.deepcopy(batch)}, None)
            rest = _from_first_failure(batch, answer) if self.reports else []
        except Exception:
            self._again_in_halves(batch, retries)
            return
        if rest:
            self._again(rest, retries)
        elif self.chance.random() < self.twice:
            self._deliver(batch, retries)

    def _without_old(self, batch: list[Record]) -> list[Record]:
        """Those that are old are given up; they are the first."""
        young = [record for record in batch if _age(record) <= self.max_age]
        if len(young) < len(batch):
            self._give_up([r for r in batch if _age(r) > self.max_age], "RecordAgeExceeded")
        return young

    def _again_in_halves(self, batch: list[Record], retries: int) -> None:
        if len(batch) == 1 or not self.bisect:
            self._again(batch, retries)
            return
        middle = len(batch) // 2
        self._deliver(batch[:middle], retries)
        self._deliver(batch[middle:], retries)

    def _again(self, batch: list[Record], retries: int) -> None:
        if retries:
            self._deliver(batch, retries - 1)
        else:
            self._give_up(batch, "RetryAttemptsExhausted")

    def _give_up(self, batch: list[Record], condition: str) -> None:
        self.dead += batch
        self.letters.append(failure_letter(batch, condition))


def failure_letter(batch: list[Record], condition: str) -> dict[str, Any]:
    """What the on-failure destination is told: where the records are, not what they are."""
    numbers = [record.get("dynamodb", {}).get("SequenceNumber") for record in batch]
    return {
        "requestContext": {"condition": condition, "approximateInvokeCount": 3},
        "version": "1.0",
        "DDBStreamBatchInfo": {
            "shardId": SHARD,
            "startSequenceNumber": numbers[0],
            "endSequenceNumber": numbers[-1],
            "batchSize": len(batch),
            "streamArn": batch[0].get("eventSourceARN"),
        },
    }


def _age(record: Record) -> float:
    return time.time() - float(record.get("dynamodb", {}).get("ApproximateCreationDateTime", 1e12))


def _from_first_failure(batch: list[Record], answer: dict[str, Any] | None) -> list[Record]:
    """Raises where AWS takes the report for a failure of the whole batch."""
    failures = (answer or {}).get("batchItemFailures") or []
    if not failures:
        return []
    failed = {failure["itemIdentifier"] for failure in failures}
    numbers = [record.get("dynamodb", {}).get("SequenceNumber") for record in batch]
    return batch[min(numbers.index(number) for number in failed) :]


class Stream:
    """The real stream of a table, from now on."""

    def __init__(self, table: str) -> None:
        described = boto3.client("dynamodb").describe_table(TableName=table)
        self.arn = described["Table"]["LatestStreamArn"]
        self._client = boto3.client("dynamodbstreams")
        shards = self._client.describe_stream(StreamArn=self.arn)["StreamDescription"]["Shards"]
        self.shard = shards[-1]["ShardId"]
        self._iterator = self._client.get_shard_iterator(
            StreamArn=self.arn, ShardId=self.shard, ShardIteratorType="LATEST"
        )["ShardIterator"]

    def records(self, *conversation_ids: str) -> list[Record]:
        """What has come since the last call, of these conversations only: other tests write
        to the table at the same time."""
        wanted = {f"CONV#{id}" for id in conversation_ids}
        found: list[Record] = []
        while True:
            answer: Any = self._client.get_records(ShardIterator=self._iterator, Limit=1000)
            self._iterator = answer["NextShardIterator"]
            found += answer["Records"]
            if not answer["Records"]:
                kept = [r for r in found if r["dynamodb"]["Keys"]["pk"]["S"] in wanted]
                return [self._as_lambda_has_it(record) for record in kept]

    def _as_lambda_has_it(self, record: Record) -> Record:
        place = record["dynamodb"]
        created = place["ApproximateCreationDateTime"].timestamp()
        return {
            **record,
            "eventSourceARN": self.arn,
            "dynamodb": {**place, "ApproximateCreationDateTime": created},
        }
