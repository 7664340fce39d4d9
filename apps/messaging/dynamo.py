"""Calling DynamoDB: what is worth another try, and what is said when it does not answer."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import CancellationReason, PynamoDBException, TransactWriteError

from apps.core.errors import Unavailable

Answer = TypeVar("Answer")

_ATTEMPTS = 8
_FIRST_PAUSE_SECONDS = 0.02

CONDITION_FAILED = {"ConditionalCheckFailed", "ConditionalCheckFailedException"}
_CONFLICTS = {
    "TransactionConflict",
    "TransactionConflictException",
    "TransactionInProgressException",
}
_TRY_LATER = _CONFLICTS | {
    "InternalServerError",
    "ProvisionedThroughputExceeded",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ServiceUnavailable",
    "ThrottlingError",
    "ThrottlingException",
}


@contextmanager
def talking() -> Iterator[None]:
    """Turns throttling, conflicts and silence into Unavailable (503); the rest passes."""
    try:
        yield
    except PynamoDBException as error:
        if isinstance(error.cause, BotoCoreError) or _codes(error) & _TRY_LATER:
            raise Unavailable from error
        raise


def retrying(call: Callable[[], Answer]) -> Answer:
    """`call()`, again where it got in the way of another transaction; then as in `talking`.

    botocore has by then retried what was throttled.
    """
    with talking():
        for attempt in range(_ATTEMPTS - 1):
            try:
                return call()
            except PynamoDBException as error:
                codes = _codes(error)
                if not codes & _CONFLICTS or codes & CONDITION_FAILED:
                    raise
            # Apart from each other, or the same ones meet again.
            time.sleep(random.uniform(0, _FIRST_PAUSE_SECONDS * 2**attempt))  # noqa: S311
        return call()


def failed(error: TransactWriteError, index: int) -> CancellationReason | None:
    """Why the transaction's item at `index` cancelled it, if its condition did."""
    reasons = list(error.cancellation_reasons)
    reason = reasons[index] if index < len(reasons) else None
    return reason if reason is not None and reason.code in CONDITION_FAILED else None


def existing(error: TransactWriteError, index: int, attribute: str) -> str | None:
    """A string attribute of the item that was there, where one was not to be."""
    reason = failed(error, index)
    if reason is None or reason.raw_item is None:
        return None
    value: str = reason.raw_item[attribute]["S"]
    return value


def _codes(error: PynamoDBException) -> set[str]:
    """What DynamoDB calls it; nothing where it did not answer."""
    if not isinstance(error.cause, ClientError):
        return set()
    codes = {error.cause.response["Error"]["Code"]}
    if isinstance(error, TransactWriteError):
        codes |= {reason.code for reason in error.cancellation_reasons if reason}
    return codes
