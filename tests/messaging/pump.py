"""Feeds stream records to a handler as AWS documents it for an event source mapping.

The emulator's own mapping ignores failure reports, bisecting and the limit of retries. This
one keeps to: records in order; after an exception the batch is cut in two and both halves are
tried again; after a report the batch goes on from the lowest failed sequence number, records
after it that went well included; when the tries are used up the rest of that batch goes to
the on-failure destination (here `dead`), and the shard goes on.
"""

import copy
from collections.abc import Callable, Iterable
from typing import Any

import boto3

Record = dict[str, Any]
Handler = Callable[[dict[str, Any], object], dict[str, Any] | None]


class Pump:
    def __init__(self, handler: Handler, *, batch_size: int = 100, retries: int = 2) -> None:
        self.handler = handler
        self.batch_size = batch_size
        self.retries = retries
        self.dead: list[Record] = []
        self.invocations = 0

    def feed(self, records: Iterable[Record]) -> None:
        waiting = list(records)
        for start in range(0, len(waiting), self.batch_size):
            self._deliver(waiting[start : start + self.batch_size], self.retries)

    def _deliver(self, batch: list[Record], retries: int) -> None:
        self.invocations += 1
        try:
            answer = self.handler({"Records": copy.deepcopy(batch)}, None)
        except Exception:
            self._again_in_halves(batch, retries)
            return
        rest = _from_first_failure(batch, answer)
        if rest:
            self._again(rest, retries)

    def _again_in_halves(self, batch: list[Record], retries: int) -> None:
        if len(batch) == 1:
            self._again(batch, retries)
            return
        middle = len(batch) // 2
        self._deliver(batch[:middle], retries)
        self._deliver(batch[middle:], retries)

    def _again(self, batch: list[Record], retries: int) -> None:
        if retries:
            self._deliver(batch, retries - 1)
        else:
            self.dead += batch


def _from_first_failure(batch: list[Record], answer: dict[str, Any] | None) -> list[Record]:
    failures = (answer or {}).get("batchItemFailures", [])
    if not failures:
        return []
    failed = {failure["itemIdentifier"] for failure in failures}
    numbers = [record.get("dynamodb", {}).get("SequenceNumber") for record in batch]
    if not failed <= set(numbers):
        return batch
    return batch[min(numbers.index(number) for number in failed) :]


class Stream:
    """The real stream of a table, from now on."""

    def __init__(self, table: str) -> None:
        arn = boto3.client("dynamodb").describe_table(TableName=table)["Table"]["LatestStreamArn"]
        self._client = boto3.client("dynamodbstreams")
        shards = self._client.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        self._iterator = self._client.get_shard_iterator(
            StreamArn=arn, ShardId=shards[-1]["ShardId"], ShardIteratorType="LATEST"
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
                return [r for r in found if r["dynamodb"]["Keys"]["pk"]["S"] in wanted]
