"""The pump keeps to what AWS documents of an event source mapping."""

import time
from random import Random
from typing import Any

import pytest

from tests.messaging.pump import Pump

Batches = list[list[str]]


def record(number: int, key: str = "a", **more: Any) -> dict[str, Any]:
    place = {"SequenceNumber": str(number), "Keys": {"pk": {"S": key}}, **more}
    return {"eventSourceARN": "arn", "dynamodb": place}


def numbers(records: list[dict[str, Any]]) -> list[str]:
    return [one["dynamodb"]["SequenceNumber"] for one in records]


class Handler:
    """Remembers its batches; records in `poison` make it raise, those in `bad` are reported."""

    def __init__(self, poison: str = "", bad: str = "") -> None:
        self.batches: Batches = []
        self.poison, self.bad = poison, bad

    def __call__(self, event: dict[str, Any], context: object) -> dict[str, Any]:
        batch = numbers(event["Records"])
        self.batches.append(batch)
        if self.poison in batch:
            raise ValueError
        failures = [{"itemIdentifier": self.bad}] if self.bad in batch else []
        return {"batchItemFailures": failures}


FOUR = [record(number) for number in range(1, 5)]


def test_batches_are_in_order() -> None:
    handler = Handler()
    Pump(handler, batch_size=3).feed(FOUR)
    assert handler.batches == [["1", "2", "3"], ["4"]]


def test_a_batch_that_raises_is_cut_in_two_until_the_poison_is_alone() -> None:
    handler = Handler(poison="3")
    pump = Pump(handler, retries=1)
    pump.feed(FOUR)
    assert handler.batches == [["1", "2", "3", "4"], ["1", "2"], ["3", "4"], ["3"], ["3"], ["4"]]
    assert numbers(pump.dead) == ["3"]


def test_without_bisecting_the_whole_batch_is_given_up() -> None:
    handler = Handler(poison="3")
    pump = Pump(handler, retries=1, bisect=False)
    pump.feed(FOUR)
    assert handler.batches == [["1", "2", "3", "4"]] * 2
    [letter] = pump.letters
    place = letter["DDBStreamBatchInfo"]
    assert (place["startSequenceNumber"], place["endSequenceNumber"]) == ("1", "4")
    assert letter["requestContext"]["condition"] == "RetryAttemptsExhausted"


def test_a_report_goes_on_from_the_lowest_failure() -> None:
    handler = Handler(bad="3")
    pump = Pump(handler, retries=1)
    pump.feed(FOUR)
    assert handler.batches == [["1", "2", "3", "4"], ["3", "4"]]
    assert numbers(pump.dead) == ["3", "4"]


def test_where_reports_are_not_asked_for_they_are_ignored() -> None:
    handler = Handler(bad="3")
    pump = Pump(handler, reports=False)
    pump.feed(FOUR)
    assert (len(handler.batches), pump.dead) == (1, [])


@pytest.mark.parametrize("failure", [{}, {"itemIdentifier": ""}, {"itemIdentifier": "9"}, None])
def test_a_report_without_sense_is_a_failure_of_all(failure: Any) -> None:
    pump = Pump(lambda event, context: {"batchItemFailures": [failure]}, retries=0)
    pump.feed(FOUR)
    assert numbers(pump.dead) == ["1", "2", "3", "4"]


@pytest.mark.parametrize("answer", [None, {}, {"batchItemFailures": []}])
def test_nothing_reported_is_success(answer: Any) -> None:
    pump = Pump(lambda event, context: answer)
    pump.feed(FOUR)
    assert (pump.invocations, pump.dead) == (1, [])


def test_what_is_too_old_is_given_up_unseen() -> None:
    handler = Handler()
    pump = Pump(handler, max_age=60)
    old = record(1, ApproximateCreationDateTime=time.time() - 100)
    pump.feed([old, record(2, ApproximateCreationDateTime=time.time())])
    assert handler.batches == [["2"]]
    assert pump.letters[0]["requestContext"]["condition"] == "RecordAgeExceeded"


def test_lanes_keep_the_order_of_a_key_and_not_between_keys() -> None:
    handler = Handler()
    keys = [f"key {number % 5}" for number in range(50)]
    records = [record(number, key) for number, key in enumerate(keys)]
    Pump(handler, lanes=4, batch_size=2, chance=Random(1)).feed(records)  # noqa: S311
    order = [int(number) for batch in handler.batches for number in batch]
    assert sorted(order) == list(range(50))
    assert order != sorted(order)
    for key in set(keys):
        own = [number for number in order if keys[number] == key]
        assert own == sorted(own)


def test_batches_may_come_twice() -> None:
    handler = Handler()
    Pump(handler, batch_size=1, twice=0.5).feed(FOUR)
    assert len(handler.batches) > 4
