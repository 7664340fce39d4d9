"""Time-ordered ids: 41 bits of milliseconds since 2024, then 22 random bits.

They fit a bigint, sort as time does (one index serves both identity and order), give away
no counts, and need no round trip. At 100 ids in one millisecond a clash has a chance of
about 1 in 850; the primary key then refuses the row and the caller may try again.
"""

import secrets
import time
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
RANDOM_BITS = 22
LARGEST_ID = 2**63 - 1


def new_id() -> int:
    """An id for something made now."""
    milliseconds = time.time_ns() // 1_000_000 - int(EPOCH.timestamp() * 1000)
    return (milliseconds << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)


def made_at(id: int) -> datetime:
    """When an id was made, in UTC, to the millisecond."""
    return EPOCH + timedelta(milliseconds=id >> RANDOM_BITS)
