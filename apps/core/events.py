"""Domain events: how a lower room lets higher ones know, without knowing them.

A handler runs at once, in the announcing service's transaction: what it writes or defers
is committed with the change, or not at all. Handlers do no network work.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection

Event = TypeVar("Event")

_handlers: defaultdict[type, list[Callable[[Any], None]]] = defaultdict(list)


def on(kind: type[Event], handler: Callable[[Event], None]) -> None:
    """Have `handler` called for every event of this kind. Call it in `AppConfig.ready()`."""
    _handlers[kind].append(handler)


def announce(event: object) -> None:
    """Call the handlers of `event`, in the order of their registration.

    Raises RuntimeError outside a transaction: handlers would not be atomic with the change.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} announced outside a transaction")
    for handler in _handlers[type(event)]:
        handler(event)
