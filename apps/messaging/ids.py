"""ULIDs that one process makes in strictly rising order.

Also within a millisecond, and while the machine's clock is set back: an id is never below
one made before it, so what is said later is read later.
"""

import secrets
import time
from datetime import datetime
from threading import Lock

from ulid import ULID

_RANDOM_BITS = 80


class UlidSource:
    """Makes ULIDs; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = 0

    def new(self) -> str:
        """A ULID above all that this source has made."""
        milliseconds = time.time_ns() // 1_000_000
        with self._lock:
            if milliseconds > self._last >> _RANDOM_BITS:
                self._last = (milliseconds << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
            else:
                self._last += 1
            return str(ULID.from_int(self._last))


new_ulid = UlidSource().new


def made_at(ulid: str) -> datetime:
    """When `ulid` was made, in UTC, to the millisecond."""
    return ULID.from_str(ulid).datetime
