"""What the events process does by itself, beside what comes over the bus."""

import asyncio
import contextlib
import gc
import logging
from collections.abc import Callable, Collection

from apps.core import metrics
from apps.realtime.hub import Hub

logger = logging.getLogger(__name__)

TICK_SECONDS = 1
# An ended session is told over the bus; this finds what was ended in another way.
CHECK_SECONDS = 60
# Python stops for as long as it looks through all that thousands of streams consist of, a second
# and more on a busy machine, and whoever is told something then waits. It is done this often.
COLLECT_SECONDS = 600
NEVER = 1_000_000

# Those of these tokens whose sessions stand no more. May block, and may fail for the moment.
Ended = Callable[[Collection[str]], Collection[str]]


async def tick(hub: Hub) -> None:
    """Beats and counters, for ever."""
    while True:
        await asyncio.sleep(TICK_SECONDS)
        hub.tick()


async def check_sessions(hub: Hub, ended: Ended) -> None:
    """Ask of all open streams together whether their sessions still stand, for ever."""
    while True:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(hub.doubt.wait(), CHECK_SECONDS)
        hub.doubt.clear()
        try:
            hub.end_sessions(await asyncio.to_thread(ended, {s.session.token for s in hub}))
        except Exception:
            # PostgreSQL is away, most likely: streams stay, and are asked for again.
            logger.exception("Sessions could not be checked")


async def tell_how_many(hub: Hub) -> None:
    """Say how many streams are open here, for ever."""
    while True:
        await asyncio.sleep(metrics.EVERY_SECONDS)
        metrics.emit({"Streams": len(hub)})


async def collect_garbage() -> None:
    """Full collections by the clock instead of by what is made and dropped, for ever."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*before[:2], NEVER)
    try:
        while True:
            await asyncio.sleep(COLLECT_SECONDS)
            gc.collect()
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
